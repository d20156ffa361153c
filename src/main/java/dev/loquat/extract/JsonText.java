package dev.loquat.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.loquat.extract.ExtractException.Reason;
import java.io.IOException;
import java.util.Optional;

/** JSON as lines {@code path.to[2].value: text}, one for each value that is not null. */
final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private JsonText() {}

  static Extracted read(byte[] bytes, Budget budget) {
    String text = PlainText.decode(bytes);
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        budget.checkTime();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          String path = path(parser.getParsingContext());
          budget.append(path).append(path.isEmpty() ? "" : ": ").append(parser.getText());
          budget.endLine();
        }
      }
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new ExtractException(
          Reason.BROKEN, "is broken JSON: " + e.getOriginalMessage() + place, e);
    } catch (IOException e) {
      throw ExtractException.broken("broken JSON", e);
    }
    return new Extracted(Format.JSON, Optional.empty(), budget.text());
  }

  private static String path(JsonStreamContext context) {
    JsonStreamContext parent = context.getParent();
    String above = parent == null ? "" : path(parent);
    if (context.inArray()) {
      return above + "[" + context.getCurrentIndex() + "]";
    }
    String name = context.getCurrentName();
    return name == null ? above : above.isEmpty() ? name : above + "." + name;
  }
}
