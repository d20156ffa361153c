package dev.loquat.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loquat's own configuration. An unknown {@code loquat.*} key stops the start. */
@ConfigMapping(prefix = "loquat")
public interface LoquatConfig {
  /** Where passages live; {@code postgres} by itself when {@code DATABASE_URL} is set. */
  @WithDefault("packaged")
  StoreKind store();

  /**
   * The tenant whose documents this instance serves, in a database that several share; a database
   * role that belongs to a tenant serves no other.
   */
  @WithDefault("1")
  int tenant();

  /** A packaged index file; without it, the sample corpus that is built in. */
  Optional<Path> packagedIndex();

  /** A folder of prompts that are read beside the shipped ones, and again when they change. */
  Optional<Path> prompts();

  /** A folder of WebAssembly modules, each a step of chains by its file's name. */
  Optional<Path> steps();

  /**
   * The alias whose model the step {@code translate_zh2en} asks; {@code default} if there is one.
   */
  Optional<String> translator();

  /** How text is read. */
  Text text();

  /**
   * Whether to hold a database connection that is told of changes as they happen; without it they
   * are asked for with each call.
   */
  @WithDefault("true")
  boolean listen();

  /** Keys that callers may send as bearer tokens; without any, everybody may call. */
  Optional<List<String>> keys();

  /**
   * Further tenants that this instance serves beside its own, by name: a key says for whom a
   * request is.
   */
  Map<String, TenantConfig> tenants();

  /** Names of models. The alias {@code extractive} is always there. */
  Map<String, ModelConfig> models();

  /** Further embedding models, by the names that requests use for them. */
  Map<String, EmbeddingConfig> embeddings();

  /** Limits on what a request may take. */
  Limits limits();

  /** How documents are cut, and what becomes of those that fail. */
  Ingesting ingest();

  /** How answers stream. */
  Streaming streaming();

  /** Limits on one render of a prompt. */
  Rendering rendering();

  /** Limits on the steps of a prompt's chain. */
  Chain chain();

  /** The kinds of stores. */
  enum StoreKind {
    PACKAGED,
    POSTGRES
  }

  /** A tenant of several in one instance. */
  interface TenantConfig {
    /** Its number in the database. */
    int id();

    /** The keys of its callers. */
    List<String> keys();
  }

  /** What an alias stands for. */
  interface ModelConfig {
    /** {@code rag} answers through the pipeline. */
    @WithDefault("rag")
    Kind kind();

    /** Which protocol its server speaks. */
    @WithDefault("openai")
    Provider provider();

    /** The server's address; OpenAI's ends in {@code /v1}. */
    Optional<URI> baseUrl();

    /** The server's key. */
    Optional<String> apiKey();

    /** The server's name of the model; the alias if it is left out. */
    Optional<String> modelName();

    /** The collection that answers are drawn from. */
    @WithDefault("default")
    String collection();

    /** The prompt that passages and question are rendered with. */
    @WithDefault("answer")
    String prompt();

    /** How long the model may be silent. */
    @WithDefault("60s")
    Duration timeout();
  }

  /** An embedding model of a server. */
  interface EmbeddingConfig {
    /** Which protocol its server speaks. */
    @WithDefault("openai")
    EmbeddingProvider provider();

    /** The server's address; OpenAI's ends in {@code /v1}. */
    Optional<URI> baseUrl();

    /** The server's key. */
    Optional<String> apiKey();

    /** The server's name of the model; this name if it is left out. */
    Optional<String> modelName();

    /** What the model wants before a query, such as {@code search_query: }. */
    Optional<String> queryPrefix();

    /** How long a request may take. */
    @WithDefault("30s")
    Duration timeout();
  }

  /** The protocols of embedding models. */
  enum EmbeddingProvider {
    OPENAI,
    OLLAMA
  }

  /** The kinds of aliases. */
  enum Kind {
    RAG
  }

  /** The protocols of models. */
  enum Provider {
    OPENAI,
    OLLAMA,
    EXTRACTIVE
  }

  /** How text is read. */
  interface Text {
    /**
     * Dictionaries of own words: files, folders of {@code *.txt} files, both read again when they
     * change, or {@code classpath:} and a resource. Beside them, the table {@code dictionary_word}.
     */
    Optional<List<String>> dictionaries();

    /** Most words of all dictionaries together. */
    @WithDefault("200000")
    int dictionaryWords();
  }

  /** Limits on what a request may take. */
  interface Limits {
    /** Longest time an answer may take, from question to score. */
    @WithDefault("120s")
    Duration answerTime();

    /** Longest time a function may take. */
    @WithDefault("30s")
    Duration functionTime();

    /**
     * Longest time that one of the two searches may take, the loading of an embedding model
     * included; the other answers alone then.
     */
    @WithDefault("10s")
    Duration searchTime();

    /** Most documents in one {@code ingest}. */
    @WithDefault("10000")
    int documents();

    /** Longest time one {@code ingest} may take; what was taken by then stays. */
    @WithDefault("10m")
    Duration ingestTime();

    /** Most answers that are being written or can be resumed at one time. */
    @WithDefault("1000")
    int liveAnswers();
  }

  /** How documents are cut, and what becomes of those that fail. */
  interface Ingesting {
    /**
     * About how many tokens a passage has at most, from 10; other passages for documents that are
     * ingested from then on.
     */
    @WithDefault("300")
    int chunkTokens();

    /** About how many tokens of a passage the next one repeats, at most half of them. */
    @WithDefault("30")
    int chunkOverlap();

    /**
     * Where objects are fetched that events of S3 name: {@code http(s)://host/path}, below which
     * {@code /bucket/key} is read, or {@code file:///folder}.
     */
    Optional<URI> objects();

    /** The collection that documents of such objects belong to. */
    @WithDefault("default")
    String objectsCollection();

    /** Most documents of a collection that are kept because they failed; the oldest go first. */
    @WithDefault("1000")
    int deadLetters();

    /** How long a document is kept that failed. */
    @WithDefault("30d")
    Duration deadLetterAge();
  }

  /** How answers stream. */
  interface Streaming {
    /** How long an answer can be resumed after its end. */
    @WithDefault("10m")
    Duration resumable();

    /** Silence after which a comment line keeps the connection alive. */
    @WithDefault("10s")
    Duration ping();
  }

  /** Limits on one render of a prompt, its chain left out. */
  interface Rendering {
    /** Most bytes of UTF-8, all messages together. */
    @WithDefault("1048576")
    int outputBytes();

    /** Most turns of all loops together. */
    @WithDefault("100000")
    int loopTurns();

    /** Most blocks and partials inside one another that change the current value, 1 to 1000. */
    @WithDefault("64")
    int depth();

    /** Longest time. */
    @WithDefault("2s")
    Duration time();
  }

  /** Limits on the steps of a prompt's chain. */
  interface Chain {
    /** Longest time that one step may take. */
    @WithDefault("10s")
    Duration stepTime();

    /** Most memory of a step in WebAssembly, in pages of 64 KiB, 1 to 4096. */
    @WithDefault("256")
    int memoryPages();

    /** Most instructions of one run of a step in WebAssembly. */
    @WithDefault("50000000")
    long instructions();

    /** Longest time of one run of a step in WebAssembly. */
    @WithDefault("2s")
    Duration moduleTime();

    /** What steps in WebAssembly, by name, may import: {@code log}, {@code now_millis}. */
    Map<String, List<String>> imports();
  }
}
