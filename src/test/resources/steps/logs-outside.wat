;; Logs what lies outside of its memory.
(module
  (import "loquat" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
  (func (export "run") (param i32 i32) (result i64)
    (call $log (i32.const 65530) (i32.const 100))
    (i64.const 0)))
