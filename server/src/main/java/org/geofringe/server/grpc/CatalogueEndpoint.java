package org.geofringe.server.grpc;

import io.grpc.stub.StreamObserver;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.v1.CatalogueServiceGrpc;
import org.geofringe.v1.ListAlgorithmsRequest;
import org.geofringe.v1.ListAlgorithmsResponse;

/** The catalogue over the wire. */
final class CatalogueEndpoint extends CatalogueServiceGrpc.CatalogueServiceImplBase {

  private final ListAlgorithmsResponse catalogue;

  CatalogueEndpoint(Catalogue catalogue, String version) {
    ListAlgorithmsResponse.Builder response =
        ListAlgorithmsResponse.newBuilder().setServerVersion(version);
    catalogue.descriptions().forEach(d -> response.addAlgorithms(Messages.algorithm(d)));
    this.catalogue = response.build();
  }

  @Override
  public void listAlgorithms(
      ListAlgorithmsRequest request, StreamObserver<ListAlgorithmsResponse> observer) {
    Calls.answer(observer, () -> catalogue);
  }
}
