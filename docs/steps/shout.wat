;; A chain step that turns ASCII letters of the variables' values into capitals.
;; It walks over the JSON text: inside of strings, but not of keys, it changes a-z into A-Z.
(module
  (memory (export "memory") 2)
  (global $free (mut i32) (i32.const 1024))

  ;; The host asks for room for the variables' JSON text.
  (func (export "alloc") (param $length i32) (result i32)
    (local $at i32)
    (local.set $at (global.get $free))
    (global.set $free (i32.add (global.get $free) (local.get $length)))
    ;; Grow by as many pages as are missing.
    (block $enough
      (br_if $enough
        (i32.le_u (global.get $free) (i32.mul (memory.size) (i32.const 65536))))
      (drop (memory.grow
        (i32.add (i32.const 1)
          (i32.div_u (local.get $length) (i32.const 65536))))))
    (local.get $at))

  ;; The host calls this with the text; the answer is its address and length in one i64.
  (func (export "run") (param $at i32) (param $length i32) (result i64)
    (local $i i32) (local $c i32) (local $string i32) (local $value i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $i) (local.get $length)))
        (local.set $c (i32.load8_u (i32.add (local.get $at) (local.get $i))))
        (if (i32.eq (local.get $c) (i32.const 92)) ;; a backslash: skip what it escapes
          (then (local.set $i (i32.add (local.get $i) (i32.const 1))))
          (else
            (if (i32.eq (local.get $c) (i32.const 34)) ;; a quote
              (then (local.set $string (i32.eqz (local.get $string))))
              (else
                (if (i32.eqz (local.get $string))
                  (then
                    (if (i32.eq (local.get $c) (i32.const 58)) ;; a colon: a value follows
                      (then (local.set $value (i32.const 1))))
                    (if (i32.eq (local.get $c) (i32.const 44)) ;; a comma: a key follows
                      (then (local.set $value (i32.const 0)))))
                  (else
                    (if (i32.and (local.get $value)
                          (i32.and (i32.ge_u (local.get $c) (i32.const 97))
                                   (i32.le_u (local.get $c) (i32.const 122))))
                      (then
                        (i32.store8 (i32.add (local.get $at) (local.get $i))
                          (i32.sub (local.get $c) (i32.const 32)))))))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $at)) (i64.const 32))
      (i64.extend_i32_u (local.get $length)))))
