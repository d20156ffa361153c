;; Logs "héllo" in two parts of a line each, then gives back what it got.
(module
  (import "loquat" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "h\c3\a9llo\0a\1b[31mred")
  (func (export "alloc") (param i32) (result i32) (i32.const 1024))
  (func (export "run") (param $at i32) (param $length i32) (result i64)
    (call $log (i32.const 0) (i32.const 6))
    (call $log (i32.const 0) (i32.const 15))
    (i64.or (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32))
            (i64.extend_i32_u (local.get $length)))))
