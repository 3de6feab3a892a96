// Catch's own main, alone here because it takes many seconds to compile.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
