// The mistakes that clients are known to make when they sign, a function a component. Each starts
// from one habit of an official client and changes one thing.
#pragma once

#include "auth/doctor.h"

namespace virga::doctor {

void wrong_method(const Case& of, const Reading& habit, Search& search);
void wrong_path(const Case& of, const Reading& habit, Search& search);
void wrong_query(const Case& of, const Reading& habit, Search& search);
void wrong_host(const Case& of, const Reading& habit, Search& search);
void wrong_header_value(const Case& of, const Reading& habit, Search& search);
void wrong_signed_headers(const Case& of, const Reading& habit, Search& search);
void wrong_body_hash(const Case& of, const Reading& habit, Search& search);
void wrong_date(const Case& of, const Reading& habit, Search& search);
void wrong_scope(const Case& of, const Reading& habit, Search& search);
void wrong_algorithm(const Case& of, const Reading& habit, Search& search);
void wrong_layout(const Case& of, const Reading& habit, Search& search);
void wrong_chained_key(const Case& of, const Reading& habit, Search& search);  // Volcengine's
void wrong_derived_key(const Case& of, const Reading& habit, Search& search);  // Huawei Cloud's
void wrong_secret(const Case& of, const Reading& habit, Search& search);
void wrong_signature(const Case& of, const Reading& habit, Search& search);

// Whatever text was changed by one character after it was signed.
void one_character_off(const Case& of, const Reading& habit, Search& search);

}  // namespace virga::doctor
