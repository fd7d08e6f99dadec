// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;

/**
 * How RocksDB keeps each column family.
 *
 * <p><b>Memory</b> is bounded: one cache for blocks, indexes and filters of all families, and
 * memtables of stated sizes. Filters and indexes are partitioned, since full ones are loaded whole
 * for one look-up and then push each other out of the cache.
 *
 * <p><b>Processor time</b> of writing goes by what is done again to bytes that came once:
 *
 * <ul>
 *   <li>Rows of a datastream, arrivals, and arrivals of a device come in rising order, so RocksDB
 *       is told to look for the place of the next one beside the last one with the same beginning
 *       of the key. Which beginning is not kept on disk and may change.
 *   <li>Arrivals are compressed for good when they leave memory: their files never overlap, so
 *       these are then moved down from level to level as they are.
 *   <li>Rows stay a few hours, until they are sealed. Their files overlap wholly, and merging them
 *       by levels would write each row many times meanwhile; they are merged as equals, eight at a
 *       time.
 * </ul>
 */
final class FamilyTuning {
  private static final int CACHE_SHARD_BITS = 2;
  private static final int FILTER_BITS = 10;
  private static final int MERGED_AT_A_TIME = 8;

  /**
   * The fastest of the levels proper: in blocks of this size the higher ones make frames no
   * smaller.
   */
  private static final int ZSTD_LEVEL_OF_ARRIVALS = 1;

  private final TelemetryOptions options;
  private final Deque<AutoCloseable> natives;
  private final Cache cache;
  private final BloomFilter filter;

  /**
   * @param natives takes what has to be closed after the database
   */
  FamilyTuning(TelemetryOptions options, Deque<AutoCloseable> natives) {
    this.options = options;
    this.natives = natives;
    cache = keep(new LRUCache(options.cacheBytes(), CACHE_SHARD_BITS));
    filter = keep(new BloomFilter(FILTER_BITS));
  }

  private <T extends AutoCloseable> T keep(T object) {
    natives.push(object);
    return object;
  }

  /**
   * @param name a family's; one that is not known is treated as any other
   */
  ColumnFamilyOptions of(String name) {
    Optional<Family> family = Family.ofName(name);
    ColumnFamilyOptions tuned =
        keep(family.map(FamilyTuning::withHint).orElseGet(ColumnFamilyOptions::new))
            .setTableFormatConfig(table(family))
            .setWriteBufferSize(memtableBytes(family))
            .setMaxWriteBufferNumber(3)
            .setLevelCompactionDynamicLevelBytes(true)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    return switch (family.orElse(Family.META)) {
      case ROWS ->
          tuned
              .setCompactionStyle(CompactionStyle.UNIVERSAL)
              .setLevel0FileNumCompactionTrigger(MERGED_AT_A_TIME)
              .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
      case ARRIVALS ->
          tuned
              .setCompressionType(CompressionType.ZSTD_COMPRESSION)
              .setCompressionOptions(
                  keep(new CompressionOptions()).setLevel(ZSTD_LEVEL_OF_ARRIVALS));
      case CHUNKS -> tuned.setCompressionType(CompressionType.ZSTD_COMPRESSION);
      case BY_DEVICE, HEADS, IDS, META -> tuned;
    };
  }

  /** The Java side of RocksDB has no setter for it, but reads the option by its name. */
  private static ColumnFamilyOptions withHint(Family family) {
    int beginning =
        switch (family) {
          case ROWS -> 4; // the datastream
          case ARRIVALS -> 1; // the same in all
          case BY_DEVICE -> 8; // the device
          case CHUNKS, HEADS, IDS, META -> 0;
        };
    if (beginning == 0) {
      return new ColumnFamilyOptions();
    }
    Properties hint = new Properties();
    hint.setProperty("memtable_insert_with_hint_prefix_extractor", "fixed:" + beginning);
    return requireNonNull(
        ColumnFamilyOptions.getColumnFamilyOptionsFromProps(hint), "RocksDB knows no hints");
  }

  private BlockBasedTableConfig table(Optional<Family> family) {
    boolean large = family.filter(it -> it == Family.ARRIVALS || it == Family.CHUNKS).isPresent();
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(large ? 16 << 10 : 8 << 10)
            .setIndexType(IndexType.kTwoLevelIndexSearch)
            .setPartitionFilters(true)
            .setMetadataBlockSize(4096)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinTopLevelIndexAndFilter(true)
            .setFormatVersion(5);
    return large ? table : table.setFilterPolicy(filter);
  }

  /** Two of the seven families take nearly all that is written. */
  private long memtableBytes(Optional<Family> family) {
    boolean most = family.filter(it -> it == Family.ARRIVALS || it == Family.ROWS).isPresent();
    return options.memtableBytes() / (most ? 4 : 16);
  }
}
