;; Logs one byte again and again.
(module
  (import "loquat" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
  (func (export "run") (param i32 i32) (result i64)
    (loop $again (call $log (i32.const 0) (i32.const 1)) (br $again))
    (i64.const 0)))
