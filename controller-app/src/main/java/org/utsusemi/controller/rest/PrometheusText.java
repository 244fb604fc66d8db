package org.utsusemi.controller.rest;

/** Prometheus' text exposition format, version 0.0.4. Samples of one metric must be in a row. */
final class PrometheusText {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder out = new StringBuilder();
  private MetricName last;

  PrometheusText sample(MetricName metric, long value) {
    head(metric);
    out.append(metric.word()).append(' ').append(value).append('\n');
    return this;
  }

  PrometheusText sample(MetricName metric, boolean value) {
    return sample(metric, value ? 1 : 0);
  }

  /**
   * @param labels name, value, name, value …
   */
  PrometheusText sample(MetricName metric, long value, String... labels) {
    head(metric);
    out.append(metric.word()).append('{');
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
      out.append(escaped(labels[i + 1])).append('"');
    }
    out.append("} ").append(value).append('\n');
    return this;
  }

  private void head(MetricName metric) {
    if (metric != last) {
      out.append("# HELP ").append(metric.word()).append(' ').append(metric.help()).append('\n');
      out.append("# TYPE ").append(metric.word()).append(' ').append(metric.type()).append('\n');
      last = metric;
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
