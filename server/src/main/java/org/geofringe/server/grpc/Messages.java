package org.geofringe.server.grpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.catalogue.ParameterDescription;
import org.geofringe.server.job.JobStatus;
import org.geofringe.server.run.Failure;
import org.geofringe.server.workflow.MapLayer;
import org.geofringe.server.workflow.Result;
import org.geofringe.v1.Algorithm;
import org.geofringe.v1.Choice;
import org.geofringe.v1.Job;
import org.geofringe.v1.JobEvent;
import org.geofringe.v1.JobResult;
import org.geofringe.v1.JobState;
import org.geofringe.v1.Output;
import org.geofringe.v1.OutputKind;
import org.geofringe.v1.Parameter;
import org.geofringe.v1.ParameterKind;
import org.geofringe.v1.Product;

/** Translates the server's own types into messages. */
final class Messages {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Messages() {}

  static Algorithm algorithm(AlgorithmDescription description) {
    Algorithm.Builder algorithm =
        Algorithm.newBuilder()
            .setId(description.id())
            .setGroup(description.group())
            .setLabel(description.label())
            .setSummary(description.summary())
            .setHelp(description.help());
    description.parameters().forEach(p -> algorithm.addParameters(parameter(p)));
    description.outputs().forEach(o -> algorithm.addOutputs(output(o)));
    return algorithm.build();
  }

  private static Parameter parameter(ParameterDescription description) {
    Parameter.Builder parameter =
        Parameter.newBuilder()
            .setName(description.name())
            .setLabel(description.label())
            .setHelp(description.help())
            .setKind(ParameterKind.valueOf("PARAMETER_KIND_" + description.kind().name()))
            .setOptional(description.optional())
            .setAdvanced(description.advanced())
            .setDefaultValue(description.byDefault())
            .setUnit(description.unit());
    if (Double.isFinite(description.minimum())) {
      parameter.setMinimum(description.minimum());
    }
    if (Double.isFinite(description.maximum())) {
      parameter.setMaximum(description.maximum());
    }
    description
        .choices()
        .forEach(
            c -> parameter.addChoices(Choice.newBuilder().setValue(c.value()).setLabel(c.label())));
    return parameter.build();
  }

  private static Output output(OutputDescription description) {
    return Output.newBuilder()
        .setName(description.name())
        .setLabel(description.label())
        .setHelp(description.help())
        .setKind(OutputKind.valueOf("OUTPUT_KIND_" + description.kind().name()))
        .setOptional(description.optional())
        .setStyle(description.style())
        .setLayerGroup(description.group())
        .setLayerOrder(description.order())
        .setUnit(description.unit())
        .setInside(description.inside())
        .setFileName(description.fileName())
        .build();
  }

  static Job job(org.geofringe.server.job.Job job, AlgorithmDescription algorithm) {
    return Job.newBuilder()
        .setId(job.id())
        .setAlgorithm(job.algorithm())
        .putAllValues(job.values())
        .setSubmitted(timestamp(job.submitted()))
        .setLatest(event(job.status(), algorithm))
        .build();
  }

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // A Timestamp is these two parts.
  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static JobEvent.Builder event(JobStatus status, AlgorithmDescription algorithm) {
    JobEvent.Builder event =
        JobEvent.newBuilder()
            .setState(JobState.valueOf("JOB_STATE_" + status.state().name()))
            .setPercent(status.percent())
            .setMessage(status.message());
    status.secondsLeft().ifPresent(event::setSecondsLeft);
    Failure failure = status.failure();
    if (failure != null) {
      event.setError(failure.message());
    }
    Result result = status.result();
    if (result != null) {
      event.setResult(result(result, algorithm));
    }
    return event;
  }

  private static JobResult result(Result result, AlgorithmDescription algorithm) {
    JobResult.Builder message = JobResult.newBuilder().setMetricsJson(json(result.metrics()));
    for (OutputDescription output : algorithm.outputs()) {
      org.geofringe.server.workflow.Product product = result.products().get(output.name());
      if (product != null) {
        message.putProducts(output.name(), product(product, output));
      }
    }
    result.layers().forEach(layer -> message.addLayers(layer(layer)));
    return message.build();
  }

  private static Product layer(MapLayer layer) {
    return Product.newBuilder()
        .setPath(layer.path().toString())
        .setTitle(layer.title())
        .setStyle(layer.style())
        .setLayerGroup(layer.group())
        .setLayerOrder(layer.order())
        .setDescription(layer.description())
        .setHidden(layer.hidden())
        .build();
  }

  private static Product product(
      org.geofringe.server.workflow.Product product, OutputDescription output) {
    Product.Builder message =
        Product.newBuilder()
            .setPath(product.path().toString())
            .setTitle(product.title())
            .setStyle(output.style())
            .setLayerGroup(output.group())
            .setLayerOrder(output.order())
            .setDescription(product.description());
    product.bandDates().forEach(date -> message.addBandDates(date.toString()));
    return message.build();
  }

  private static String json(Map<String, Object> metrics) {
    try {
      return MAPPER.writeValueAsString(metrics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics are numbers, texts, lists and maps", e);
    }
  }
}
