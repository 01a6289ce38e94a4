package io.sluice.admin.health;

/** Whether the process lives, as GET answers it. */
record Liveness(boolean live) {}
