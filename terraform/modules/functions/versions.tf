terraform {
  # Optional object attributes with defaults, and preconditions on outputs. No provider is needed.
  required_version = ">= 1.6"
}
