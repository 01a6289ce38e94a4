package io.sluice.broker.site;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestBody;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.reactor.Lane;

/**
 * A request that belongs to a cluster but is no follow-up of a query.
 *
 * @param lane the client's
 * @param head as a cluster gets it, but for its URI
 * @param body what it carries
 * @param client what is answered
 * @param origin how the client reached the broker
 */
public record Visit(
    Lane lane, RequestHead head, RequestBody body, ClientResponse client, Origin origin) {}
