package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The models of names may be left out of a package. */
class WithoutNameModelsTest {
  /** The classes under test once more, from a class path without those models. */
  private static final class Stripped extends URLClassLoader {
    Stripped(URL[] classPath) {
      super(classPath, ClassLoader.getPlatformClassLoader());
    }

    @Override
    public URL findResource(String name) {
      return name.contains("/ner-") ? null : super.findResource(name);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      return name.contains("/ner-") ? null : super.getResourceAsStream(name);
    }
  }

  @Test
  void wordsTagsDatesAndNumbersAreStillThere() throws Exception {
    try (Stripped loader = new Stripped(classPath())) {
      Object analyzer =
          loader.loadClass(Analyzer.class.getName()).getMethod("standard").invoke(null);
      Object mode = loader.loadClass(Mode.class.getName()).getField("PRECISE").get(null);
      Object analysis =
          analyzer
              .getClass()
              .getMethod("analyze", String.class, mode.getClass(), String.class)
              .invoke(analyzer, "2024年5月他住在北京。", mode, "auto");
      assertThat(analysis.toString())
          .contains("text=北京", "NNP", "PROPN", "type=DATE")
          .doesNotContain("type=LOC");
    }
  }

  private static URL[] classPath() throws Exception {
    List<String> parts =
        Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator));
    URL[] out = new URL[parts.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = Path.of(parts.get(i)).toUri().toURL();
    }
    return out;
  }
}
