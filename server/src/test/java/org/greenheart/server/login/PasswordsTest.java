// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenheart.storage.registry.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void hash_isSaltedArgon2id_andMatchesItsPasswordAlone() {
    String hash = passwords.hash("river and reed");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("river and reed")).isNotEqualTo(hash);
    assertThat(passwords.matches("river and reed", hash)).isTrue();
    assertThat(passwords.matches("river and reeD", hash)).isFalse();
    assertThat(passwords.matches("river and reed", "made up")).isFalse();
  }

  @Test
  void password_typedInFullWidth_isTheSame() {
    String hash = passwords.hash("ｒiver and reed");

    assertThat(passwords.matches("river and reed", hash)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "aaaaaaaaaaaa",
        "1234567890",
        "Password123",
        "my-duty.officer-1",
        "九个汉字是不够的吗"
      })
  void weakPassword_isRefused(String password) {
    assertThatThrownBy(() -> Passwords.checked(password, "duty.officer"))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("password-weak");
              assertThat(e.getMessage()).doesNotContain(password);
            });
  }

  @Test
  void longPassword_isRefused_beforeItIsHashed() {
    assertThatThrownBy(() -> Passwords.checked("ab3x9".repeat(50), "duty"))
        .hasMessageContaining("at most 200");
  }
}
