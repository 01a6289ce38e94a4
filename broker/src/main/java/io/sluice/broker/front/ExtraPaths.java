package io.sluice.broker.front;

import io.sluice.broker.config.ExtraPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The paths that are carried because the configuration says so, before all others. */
public final class ExtraPaths {
  private final Map<PathForm, ExtraPath.Target> paths = new LinkedHashMap<>();

  public ExtraPaths(List<ExtraPath> configured) {
    for (ExtraPath path : configured) {
      var methods = new ArrayList<String>(path.methods());
      if (!methods.contains("OPTIONS")) {
        methods.add("OPTIONS");
      }
      String form = path.path().replaceFirst("/\\*$", "/**");
      paths.put(PathForm.of(form, String.join(", ", methods)), path.target());
    }
  }

  /** What a request asks for. */
  RequestPath of(String method, String uri) {
    RequestPath asked = RequestPath.of(method, uri);
    if (paths.isEmpty() || asked instanceof RequestPath.Malformed) {
      return asked;
    }
    String path = uri.split("\\?", 2)[0];
    return paths.entrySet().stream()
        .filter(entry -> entry.getKey().fits(path))
        .<RequestPath>map(entry ->
            entry.getKey().takes(method)
                ? new RequestPath.Extra(entry.getValue())
                : new RequestPath.WrongMethod(entry.getKey().allowed()))
        .findFirst()
        .orElse(asked);
  }
}
