package dev.loquat.prompt.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recursive-descent reader of one JSON document. */
final class JsonReader {
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private final String json;
  private int at;

  JsonReader(String json) {
    this.json = json;
  }

  Object document() {
    Object value = value(0);
    skipSpace();
    if (at < json.length()) {
      throw wrong("end of the text");
    }
    return value;
  }

  private Object value(int depth) {
    if (depth > JsonText.MAX_DEPTH) {
      throw new IllegalArgumentException("JSON is nested deeper than " + JsonText.MAX_DEPTH);
    }
    skipSpace();
    if (at == json.length()) {
      throw wrong("a value");
    }
    return switch (json.charAt(at)) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", JsonNull.NULL);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    var map = new LinkedHashMap<String, Object>();
    at++;
    skipSpace();
    if (peek('}')) {
      return map;
    }
    do {
      skipSpace();
      if (at == json.length() || json.charAt(at) != '"') {
        throw wrong("a key in quotes");
      }
      String key = string();
      skipSpace();
      expect(':');
      map.put(key, value(depth + 1));
      skipSpace();
    } while (peek(','));
    expect('}');
    return map;
  }

  private List<Object> array(int depth) {
    var list = new ArrayList<Object>();
    at++;
    skipSpace();
    if (peek(']')) {
      return list;
    }
    do {
      list.add(value(depth + 1));
      skipSpace();
    } while (peek(','));
    expect(']');
    return list;
  }

  private String string() {
    var text = new StringBuilder();
    at++;
    while (at < json.length()) {
      char c = json.charAt(at++);
      if (c == '"') {
        return text.toString();
      }
      if (c < ' ') {
        at--;
        throw wrong("an escaped control character");
      }
      text.append(c == '\\' ? escape() : c);
    }
    throw wrong("the closing quote of a string");
  }

  private char escape() {
    char c = at < json.length() ? json.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw wrong("one of \" \\ / b f n r t u after a backslash");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < json.length() ? Character.digit(json.charAt(at), 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private Object word(String word, Object value) {
    if (!json.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private Number number() {
    int start = at;
    peek('-');
    int whole = digits();
    if (whole == 0 || (whole > 1 && json.charAt(at - whole) == '0')) {
      throw wrong("a value");
    }
    boolean exact = true;
    if (peek('.')) {
      exact = false;
      need(digits());
    }
    if (peek('e') || peek('E')) {
      exact = false;
      if (!peek('-')) {
        peek('+');
      }
      need(digits());
    }
    String text = json.substring(start, at);
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw new IllegalArgumentException("a number has more than " + MAX_NUMBER_LENGTH + " digits");
    }
    return exact ? wholeNumber(text) : decimal(text);
  }

  static Number wholeNumber(String text) {
    return text.length() < 19 ? (Number) Long.valueOf(text) : (Number) new BigInteger(text);
  }

  private Number decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the exponent of " + text + " is out of range", e);
    }
  }

  private int digits() {
    int start = at;
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private void need(int digits) {
    if (digits == 0) {
      throw wrong("a digit");
    }
  }

  private void skipSpace() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean peek(char c) {
    if (at < json.length() && json.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!peek(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private IllegalArgumentException wrong(String expected) {
    String found = at < json.length() ? "'" + json.charAt(at) + "'" : "the end";
    return new IllegalArgumentException(
        "expected " + expected + " at offset " + at + ", found " + found);
  }
}
