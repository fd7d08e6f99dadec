// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Rows of observations and the frames they came from: the port and its engines.
 *
 * <p>{@link org.greenheart.storage.telemetry.Telemetry} is the port. {@link
 * org.greenheart.storage.telemetry.RocksTelemetry} keeps it on disk, {@link
 * org.greenheart.storage.telemetry.MemoryTelemetry} says the same in the plainest way. Both pass
 * one suite, and random changes are compared between them.
 *
 * <p><b>The format on disk</b>, version 1 (meta, {@code format}):
 *
 * <table>
 *   <caption>Column families</caption>
 *   <tr><th>family</th><th>key</th><th>value</th></tr>
 *   <tr><td>rows</td><td>datastream u32, start i64 us (sign turned round), n u64</td>
 *     <td>a row that is not sealed, or the mark of a deleted sealed one</td></tr>
 *   <tr><td>chunks</td><td>datastream u32, start i64 us</td>
 *     <td>sealed rows by columns, from this start up to the next chunk's</td></tr>
 *   <tr><td>heads</td><td>datastream u32</td>
 *     <td>exact count, ends, the newest row; the fence of a dropped datastream</td></tr>
 *   <tr><td>arrivals</td><td>arrival u64</td>
 *     <td>received, source, device, raw bytes, outcome, rows touched with what was lost of them</td></tr>
 *   <tr><td>by-device</td><td>device u64, arrival u64</td><td>hash of the raw bytes</td></tr>
 *   <tr><td>ids</td><td>number u64 of the sequence</td><td>row key</td></tr>
 *   <tr><td>meta</td><td>names; {@code o} and an outbox number; {@code r} and a refused arrival</td>
 *     <td>the format, numbers given out last, what was applied, what is trimmed next</td></tr>
 * </table>
 *
 * <p>What always holds, after every batch and so after every crash: a row stands in {@code rows},
 * or in the chunk of its time and not hidden by an entry in {@code rows}; a head counts exactly
 * these; {@code ids} has exactly the rows whose ids are of the sequence.
 */
@NullMarked
package org.greenheart.storage.telemetry;

import org.jspecify.annotations.NullMarked;
