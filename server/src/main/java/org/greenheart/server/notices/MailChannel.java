// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.greenheart.server.notices.NoticesConfig.Smtp;
import org.greenheart.server.notices.NoticesConfig.Tls;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.NoticeRecipient;

/** Mails by SMTP (RFC 5321), a connection each. Thread-safe. */
final class MailChannel implements Channel {
  private static final String MILLIS_TO_CONNECT = "10000";
  private static final String MILLIS_TO_ANSWER = "20000";
  private static final int REFUSED_FOR_GOOD = 500;

  /** RFC 5322, 3.3. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneId.of("Asia/Shanghai"));

  private final Optional<Smtp> smtp;

  MailChannel(Optional<Smtp> smtp) {
    this.smtp = requireNonNull(smtp, "smtp is null");
  }

  @Override
  public void send(Message message, NoticeRecipient to) throws SendException {
    String address = to.email();
    if (address == null) {
      throw new SendException("no-address", "recipient has no mail address", true);
    }
    Smtp server =
        smtp.orElseThrow(
            () -> new SendException("smtp-not-set", "notices.smtp-host is not set", false));
    try {
      send(server, message, address);
    } catch (AuthenticationFailedException e) {
      throw new SendException("smtp-login", "the mail server refused user and password", false);
    } catch (MessagingException e) {
      throw new SendException("smtp-failed", server.host() + ": " + e.getMessage(), isLasting(e));
    } catch (IOException e) {
      throw new SendException("smtp-failed", String.valueOf(e.getMessage()), false);
    }
  }

  /** What the server says about the address or the mail; what it says about itself passes. */
  private static boolean isLasting(Exception e) {
    for (Exception cause = e;
        cause instanceof MessagingException each;
        cause = each.getNextException()) {
      if (each instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode() >= REFUSED_FOR_GOOD;
      }
      if (each instanceof SMTPSendFailedException refused
          && !(each.getNextException() instanceof SendFailedException)) {
        return refused.getReturnCode() >= REFUSED_FOR_GOOD;
      }
    }
    return false;
  }

  private static void send(Smtp server, Message message, String address)
      throws MessagingException, IOException {
    Session session = Session.getInstance(properties(server));
    MimeMessage mail = mail(session, server, message, address);
    try (Transport transport = session.getTransport("smtp")) {
      if (server.user().isEmpty()) {
        transport.connect();
      } else {
        transport.connect(server.user(), password(server));
      }
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }

  private static Properties properties(Smtp server) {
    Properties all = new Properties();
    all.setProperty("mail.smtp.host", server.host());
    all.setProperty("mail.smtp.port", Integer.toString(server.port()));
    all.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
    all.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.tls() == Tls.STARTTLS));
    all.setProperty("mail.smtp.starttls.required", Boolean.toString(server.tls() == Tls.STARTTLS));
    all.setProperty("mail.smtp.ssl.enable", Boolean.toString(server.tls() == Tls.TLS));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    all.setProperty("mail.smtp.connectiontimeout", MILLIS_TO_CONNECT);
    all.setProperty("mail.smtp.timeout", MILLIS_TO_ANSWER);
    all.setProperty("mail.smtp.writetimeout", MILLIS_TO_ANSWER);
    return all;
  }

  private static String password(Smtp server) throws IOException {
    Path file = server.password().orElse(null);
    if (file == null) {
      return "";
    }
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("").strip();
    }
  }

  private static MimeMessage mail(Session session, Smtp server, Message message, String address)
      throws MessagingException, IOException {
    MimeMessage mail = new KeyedMail(session, "<" + message.key() + "@" + domain(server) + ">");
    mail.setFrom(new InternetAddress(server.from(), true));
    mail.setRecipient(RecipientType.TO, new InternetAddress(address, true));
    mail.setSubject(message.subject().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
    mail.setHeader("Date", DATE.format(message.at()));
    // RFC 3834: nobody's absence note is to answer this.
    mail.setHeader("Auto-Submitted", "auto-generated");
    Path file = message.attachment().orElse(null);
    if (file == null) {
      mail.setText(message.text(), "UTF-8");
    } else {
      MimeBodyPart words = new MimeBodyPart();
      words.setText(message.text(), "UTF-8");
      MimeBodyPart attached = new MimeBodyPart();
      attached.attachFile(file.toFile());
      mail.setContent(new MimeMultipart(words, attached));
    }
    mail.saveChanges();
    return mail;
  }

  private static String domain(Smtp server) {
    return server.from().substring(server.from().indexOf('@') + 1);
  }

  /** One whose Message-ID is ours, the same at each attempt. */
  private static final class KeyedMail extends MimeMessage {
    private final String id;

    KeyedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
