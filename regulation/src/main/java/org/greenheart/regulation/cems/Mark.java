// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

/**
 * Why a value is not plainly normal: what the device sent, or what the operator marked. Each mark
 * says for what the value may be used.
 */
public sealed interface Mark permits DataFlag, DeviceMark, ConditionMark {

  /** The word by which it is stored and asked for. */
  String word();

  /** In Chinese. */
  String zh();

  /** In English. */
  String en();

  /** What it leaves of the value's use, by itself. */
  Use use();
}
