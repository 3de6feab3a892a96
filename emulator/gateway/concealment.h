// What the journal of a test must not tell: passwords, secrets, and tokens that somebody could use.
#pragma once

#include <virga/entry.h>

#include <string>

#include "catalog/operation.h"

namespace virga {

// Whether the exchange holds anything that is to be concealed.
bool has_secrets(const Operation* operation, const Request& request, const Reply& reply);

// Puts *** in the place of every secret: tokens of headers and of signed queries wherever they
// stand in the entry, and what the operation declares as secret in its bodies. A body that cannot
// be read, of an operation that declares secrets, is concealed as a whole.
void conceal(const Operation* operation, Entry& entry);

// The same for a text that speaks of the request.
std::string concealed(std::string text, const Request& request, const Reply& reply);

}  // namespace virga
