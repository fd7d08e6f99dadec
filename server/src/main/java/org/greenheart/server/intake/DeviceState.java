// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * One device as the intake knows it between two frames.
 *
 * <p>A frame is decided on and handed to the telemetry in the device's turn ({@link #turn}), so
 * frames of one device that come on several connections have an order, and an acceptance with its
 * replay stands whole between two of them. What is not volatile or atomic is touched in turn only.
 */
final class DeviceState {
  private final String deviceId;
  private final ReentrantLock turn = new ReentrantLock();

  /** What the registry said at {@link #version}; null while the device is not in it. */
  private volatile @Nullable Device device;

  private long version = -1;
  private boolean discarded;
  private @Nullable Streams streams;
  private @Nullable MinutePeriods minutePeriods;
  private CompletableFuture<?> lastAppend = CompletableFuture.completedFuture(null);

  /** Frames kept before acceptance wait, after {@link #keptAfter}, to be read into rows. */
  private boolean hasKeptFrames;

  private long keptAfter;
  private boolean keptFramesCounted;
  private final AtomicInteger keptFrames = new AtomicInteger();
  private final AtomicLong keptBytes = new AtomicLong();

  private final FrameCounts refused = new FrameCounts();
  private final FrameCounts deviations = new FrameCounts();
  private volatile @Nullable Sighting sighting;
  private volatile @Nullable Hj212Message lastUnaccepted;

  /** When and whence the last frame came. */
  record Sighting(Instant at, String source) {}

  DeviceState(String deviceId) {
    this.deviceId = deviceId;
  }

  String deviceId() {
    return deviceId;
  }

  ReentrantLock turn() {
    return turn;
  }

  @Nullable Device device() {
    return device;
  }

  /** The device, which must be in the registry. */
  Device known() {
    return requireNonNull(device, "device is not in the registry");
  }

  boolean isAsOf(long registryVersion) {
    return version == registryVersion && device != null;
  }

  void remember(@Nullable Device found, long registryVersion) {
    if (found != null && device != null && found.thing() != device.thing()) {
      streams = null;
      minutePeriods = null;
    }
    device = found;
    version = registryVersion;
  }

  /** The table has forgotten this state: whoever still holds it must look again. */
  boolean isDiscarded() {
    return discarded;
  }

  void discard() {
    discarded = true;
  }

  Streams streams(Registry registry) {
    if (streams == null) {
      streams = new Streams(registry.catalogue(), known().thing());
    }
    return streams;
  }

  MinutePeriods minutePeriods(Registry registry) {
    if (minutePeriods == null) {
      minutePeriods = new MinutePeriods(registry.catalogue(), known().thing());
    }
    return minutePeriods;
  }

  /** The last thing handed to the telemetry: all before it are settled when it is. */
  CompletableFuture<?> lastAppend() {
    return lastAppend;
  }

  <T> CompletableFuture<T> appended(CompletableFuture<T> append) {
    lastAppend = append;
    return append;
  }

  boolean hasKeptFrames() {
    return hasKeptFrames;
  }

  long keptAfter() {
    return keptAfter;
  }

  /** Frames are kept after this arrival. */
  void expectKeptFrames(long after) {
    hasKeptFrames = true;
    keptAfter = after;
  }

  void keptFramesGone() {
    hasKeptFrames = false;
    keptFramesCounted = true;
    keptFrames.set(0);
    keptBytes.set(0);
  }

  boolean areKeptFramesCounted() {
    return keptFramesCounted;
  }

  void keptFramesCounted() {
    keptFramesCounted = true;
  }

  int keptFrames() {
    return keptFrames.get();
  }

  long keptBytes() {
    return keptBytes.get();
  }

  /** Counts a kept frame, or takes it back with negative numbers. */
  void count(int frames, long bytes) {
    keptFrames.addAndGet(frames);
    keptBytes.addAndGet(bytes);
  }

  void seen(Visit visit) {
    sighting = new Sighting(visit.received(), visit.source());
  }

  @Nullable Sighting sighting() {
    return sighting;
  }

  /** A frame was refused or dropped. */
  void refused(String code, Visit visit) {
    refused.add(code, visit);
  }

  void deviated(String code, Visit visit) {
    deviations.add(code, visit);
  }

  FrameCounts refused() {
    return refused;
  }

  FrameCounts deviations() {
    return deviations;
  }

  /** The last frame while nobody has accepted the device. */
  @Nullable Hj212Message lastUnaccepted() {
    return lastUnaccepted;
  }

  void lastUnaccepted(@Nullable Hj212Message message) {
    lastUnaccepted = message;
  }
}
