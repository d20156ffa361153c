package dev.loquat.wiring;

import dev.loquat.prompt.chain.ChainSteps;

/** Steps of chains that are there only where what they need is packaged. */
interface MoreSteps {
  /** The same steps and more. */
  ChainSteps addTo(ChainSteps steps);
}
