package dev.loquat.dictionary;

import dev.loquat.text.DictionaryException;
import dev.loquat.text.UserDictionary;
import dev.loquat.text.UserWord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Words packaged with the application; they never change. */
record ClasspathWords(String resource, int most) implements WordSource {
  @Override
  public String name() {
    return Dictionaries.CLASSPATH + resource;
  }

  @Override
  public String stamp() {
    return "";
  }

  @Override
  public List<UserWord> read() throws IOException, DictionaryException {
    String path = resource.startsWith("/") ? resource.substring(1) : resource;
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ClasspathWords.class.getClassLoader() : context;
    try (InputStream in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException("there is no " + path + " on the class path");
      }
      byte[] bytes = in.readNBytes(FileWords.LARGEST + 1);
      return UserDictionary.read(name(), FileWords.decoded(name(), bytes), most);
    }
  }
}
