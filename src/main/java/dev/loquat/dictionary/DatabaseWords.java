package dev.loquat.dictionary;

import dev.loquat.text.DictionaryException;
import dev.loquat.text.UserDictionary;
import dev.loquat.text.UserWord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Words of the table {@code dictionary_word}, and the words that collections were built with. Safe
 * from any thread.
 */
record DatabaseWords(DataSource database, int most) implements WordSource {
  private static final String TABLE = "dictionary_word";
  private static final int MOST_FAULTS = 20;

  @Override
  public String name() {
    return "table " + TABLE;
  }

  @Override
  public String stamp() throws IOException {
    return ask(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT revision FROM dictionary_revision")) {
            return row.next() ? String.valueOf(row.getLong(1)) : "";
          }
        });
  }

  /** One statement, so of one moment. */
  @Override
  public List<UserWord> read() throws IOException, DictionaryException {
    List<String> faults = new ArrayList<>();
    List<UserWord> words =
        ask(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT word, weight, tag FROM dictionary_word ORDER BY word LIMIT ?")) {
                statement.setInt(1, most + 1);
                return words(statement, faults);
              }
            });
    if (words.size() > most) {
      faults.add(name() + ": there are more than " + most + " words");
    }
    if (!faults.isEmpty()) {
      throw new DictionaryException(faults);
    }
    return words;
  }

  private List<UserWord> words(PreparedStatement statement, List<String> faults)
      throws SQLException {
    List<UserWord> words = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next() && faults.size() < MOST_FAULTS) {
        try {
          words.add(new UserWord(row.getString(1), row.getDouble(2), row.getString(3)));
        } catch (IllegalArgumentException e) {
          faults.add(name() + ": " + e.getMessage());
        }
      }
    }
    return words;
  }

  /** Keeps the words of a version. A tenant's role may add to the table and no more. */
  void keep(String version, List<UserWord> words) throws IOException {
    ask(
        connection -> {
          try (PreparedStatement keep =
              connection.prepareStatement(
                  "INSERT INTO dictionary_version (version, words) VALUES (?, ?)"
                      + " ON CONFLICT DO NOTHING")) {
            keep.setString(1, version);
            keep.setString(2, UserDictionary.write(words));
            return keep.executeUpdate();
          }
        });
  }

  /** The words of a version that was kept. */
  Optional<List<UserWord>> kept(String version) throws IOException, DictionaryException {
    Optional<String> content =
        ask(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT words FROM dictionary_version WHERE version = ?")) {
                statement.setString(1, version);
                try (ResultSet row = statement.executeQuery()) {
                  return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
              }
            });
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(UserDictionary.read("version " + version, content.get(), Integer.MAX_VALUE));
  }

  /**
   * Calls {@code changed} now, after each change and at least once in {@code pause}, until {@code
   * end} says so.
   *
   * @throws IOException when the connection breaks
   */
  void listen(Duration pause, Runnable changed, BooleanSupplier end) throws IOException {
    ask(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN dictionary_changed");
            try {
              changed.run();
              PGConnection notified = connection.unwrap(PGConnection.class);
              while (!end.getAsBoolean()) {
                notified.getNotifications((int) pause.toMillis());
                changed.run();
              }
            } finally {
              if (!connection.isClosed()) {
                statement.execute("UNLISTEN dictionary_changed");
              }
            }
            return "";
          }
        });
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T ask(Question<T> question) throws IOException {
    try (Connection connection = database.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }
}
