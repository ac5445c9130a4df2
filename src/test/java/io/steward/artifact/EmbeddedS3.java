package io.steward.artifact;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy in this process, as the embedded store of the platform: files, signatures, loopback. */
final class EmbeddedS3 implements AutoCloseable {
  private final S3Proxy server;
  private final StoreSettings settings;

  EmbeddedS3(Path folder) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toRealPath().toString());
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "test-access", "test-secret")
            .build();
    server.start();
    settings =
        new StoreSettings(
            URI.create("http://127.0.0.1:" + server.getPort()),
            "us-east-1",
            "steward",
            "test-access",
            "test-secret");
  }

  StoreSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
