// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.notices.NoticesConfig.Smtp;
import org.greenheart.server.notices.NoticesConfig.Tls;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to a real SMTP server. */
final class MailChannelTest {
  private static final NoticeRecipient DUTY =
      new NoticeRecipient(
          1, "duty", "Duty", 0, "zh", "duty@example.org", null, null, LocalTime.NOON, true);

  @TempDir private Path folder;
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Smtp smtp(String user, Optional<Path> password, Tls tls) {
    return new Smtp(
        "127.0.0.1", server.getSmtp().getPort(), user, password, tls, "greenheart@example.org");
  }

  private static Message message(Optional<Path> attachment) {
    return new Message(
        "n1-5a-r1-email",
        NoticeKind.ALARM_RAISED,
        Instant.parse("2026-03-01T00:00:00Z"),
        "【告警】一号排口:小时超标\r\nBcc: everybody@example.org",
        "一号排口\n限值:50 mg/m³",
        Map.of(),
        attachment);
  }

  @Test
  void send_arrives_withTheSameIdEachTime() throws Exception {
    MailChannel channel = new MailChannel(Optional.of(smtp("", Optional.empty(), Tls.NONE)));
    channel.send(message(Optional.empty()), DUTY);
    channel.send(message(Optional.empty()), DUTY);

    MimeMessage[] mails = server.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getMessageID()).isEqualTo("<n1-5a-r1-email@example.org>");
    assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
    assertThat(mails[0].getSubject()).startsWith("【告警】一号排口:小时超标");
    assertThat(mails[0].getHeader("Bcc")).isNull();
    assertThat(mails[0].getHeader("Date")).containsExactly("Sun, 1 Mar 2026 08:00:00 +0800");
    assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mails[0].getContent().toString()).contains("限值:50 mg/m³");
  }

  @Test
  void send_withAFile_carriesIt() throws Exception {
    Path file = Files.writeString(folder.resolve("month.csv"), "time,value\n");
    new MailChannel(Optional.of(smtp("", Optional.empty(), Tls.NONE)))
        .send(message(Optional.of(file)), DUTY);

    MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("month.csv");
  }

  @Test
  void send_withPassword_logsIn_andAWrongOneIsNotShown() throws Exception {
    server.setUser("greenheart", "right-one");
    server.getUserManager().setAuthRequired(true);
    Path right = Files.writeString(folder.resolve("right"), "right-one\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "wrong-one\n");

    new MailChannel(Optional.of(smtp("greenheart", Optional.of(right), Tls.NONE)))
        .send(message(Optional.empty()), DUTY);
    assertThat(server.getReceivedMessages()).hasSize(1);

    assertThatThrownBy(
            () ->
                new MailChannel(Optional.of(smtp("greenheart", Optional.of(wrong), Tls.NONE)))
                    .send(message(Optional.empty()), DUTY))
        .isInstanceOfSatisfying(
            SendException.class,
            e -> {
              assertThat(e.line()).startsWith("smtp-login").doesNotContain("wrong-one");
              assertThat(e.isLasting()).isFalse();
            });
  }

  @Test
  void send_serverWithoutTls_isRefusedWhereTlsIsAsked() {
    assertThatThrownBy(
            () ->
                new MailChannel(Optional.of(smtp("", Optional.empty(), Tls.STARTTLS)))
                    .send(message(Optional.empty()), DUTY))
        .isInstanceOf(SendException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_certificateNobodyVouchesFor_isRefused() {
    GreenMail secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    secure.start();
    try {
      Smtp tls =
          new Smtp(
              "127.0.0.1",
              secure.getSmtps().getPort(),
              "",
              Optional.empty(),
              Tls.TLS,
              "greenheart@example.org");
      assertThatThrownBy(
              () -> new MailChannel(Optional.of(tls)).send(message(Optional.empty()), DUTY))
          .isInstanceOf(SendException.class);
      assertThat(secure.getReceivedMessages()).isEmpty();
    } finally {
      secure.stop();
    }
  }

  @Test
  void send_nothingListens_isTriedAgain() {
    Smtp smtp = smtp("", Optional.empty(), Tls.NONE);
    server.stop();

    assertThatThrownBy(
            () -> new MailChannel(Optional.of(smtp)).send(message(Optional.empty()), DUTY))
        .isInstanceOfSatisfying(SendException.class, e -> assertThat(e.isLasting()).isFalse());
  }

  @Test
  void send_noServerSet_saysSo() {
    assertThatThrownBy(
            () -> new MailChannel(Optional.empty()).send(message(Optional.empty()), DUTY))
        .hasMessageContaining("notices.smtp-host");
  }
}
