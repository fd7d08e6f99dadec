// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

/** What stands at the front of a pack, for the one who opens it without Greenheart. */
final class PackReadme {
  private PackReadme() {}

  static String text(Dossier dossier) {
    return """
    Greenheart 证据包 / evidence pack: %s %s
    %s

    校验 / verify (离线 / offline):   ./greenheart verify PACK
    比对密钥指纹 / compare the key's fingerprint with the server's: GET /api/evidence/key

    case.json          案件与经过 / the case and its timeline (仅案件 / of a case only)
    alarms.json        报警、变更记录、所用限值 / alarms, every change of them, the limit used
    rules.json         判定规则、依据条款与版本 / the rules with clause and version
    points.json        监测点 / the points
    values.csv         数据及标记；arrival 指向原始报文 / values and marks; arrival names the frame
    frames.raw         原始报文，逐字节 / the raw frames as received, byte by byte
    frames.csv         各报文在 frames.raw 中的位置 / where each frame is in frames.raw
    corrections.csv    更正前的数值 / what values were before they were corrected
    marks.csv          人工标记 / what persons said of the points
    upkeep.csv         校准与运维台账 / calibrations and the upkeep ledger
    device-events.csv  设备自报事件 / what devices told of themselves
    attachments.json   附件清单 / the files of the case; struck ones are in it and say so
    manifest.json      文件清单与 SHA-256 / all files with their SHA-256
    signature.json     服务器对清单的签名 (Ed25519) / the server's signature of the manifest
    public-key.pem     服务器公钥 / the server's public key

    时间为 UTC；密钥指纹为公钥 DER 的 SHA-256。原始报文中含设备访问密码 (PW)，请妥善保管。
    Times are UTC; the fingerprint is the SHA-256 of the public key (DER). Raw frames hold the
    device's access password (PW): hand the pack on with care.
    不解压也可查看 frames.raw：./greenheart inspect FILE / explain the frames: ./greenheart inspect FILE
    """
        .formatted(dossier.subject(), dossier.number(), dossier.title());
  }
}
