// The least that rendering a trace can cost: read and parse the input (simdjson), turn each distinct text of it into
// HTML once (cmark-gfm, with the extensions that the page uses), deflate what the page packs (libdeflate, level 6) and
// write as many bytes as the page has. It shows nothing and checks nothing.
//
//   limit INPUT… PACKED BYTES OUTPUT      PACKED: the bytes that the page packs; BYTES: the page's size
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <libdeflate.h>
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace {

using simdjson::dom::element;

struct Limit {
  std::vector<std::unique_ptr<simdjson::dom::parser>> inner;  // one for each depth of JSON in strings
  std::unordered_set<size_t> seen;
  size_t html = 0;

  /// A text is a string that a person might read: 32 bytes and more, with a space in it.
  void text(std::string_view text, size_t depth) {
    if (text.size() < 32 || text.find(' ') == text.npos) return;
    if (!seen.insert(std::hash<std::string_view>{}(text)).second) return;
    if (text[0] == '{' || text[0] == '[') {
      if (depth == inner.size()) inner.push_back(std::make_unique<simdjson::dom::parser>());
      element root;
      if (inner[depth]->parse(text.data(), text.size()).get(root) == simdjson::SUCCESS) return visit(root, depth + 1);
    }
    markdown(text);
  }

  void markdown(std::string_view text) {
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (const char *name : {"table", "strikethrough", "autolink", "tasklist"})
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
    cmark_parser_feed(parser, text.data(), text.size());
    cmark_node *root = cmark_parser_finish(parser);
    char *written = cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
    html += std::char_traits<char>::length(written);
    free(written);
    cmark_node_free(root);
    cmark_parser_free(parser);
  }

  void visit(element value, size_t depth) {
    switch (value.type()) {
      case simdjson::dom::element_type::ARRAY:
        for (element one : simdjson::dom::array(value)) visit(one, depth);
        break;
      case simdjson::dom::element_type::OBJECT:
        for (auto member : simdjson::dom::object(value)) visit(member.value, depth);
        break;
      case simdjson::dom::element_type::STRING: text(std::string_view(value), depth); break;
      default: break;
    }
  }

  /// All values of a file, which stand in a row.
  bool file(const char *path) {
    simdjson::padded_string bytes;
    if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS) return false;
    simdjson::dom::parser parser;
    simdjson::dom::document_stream values;
    if (parser.parse_many(bytes, bytes.size() + 64).get(values) != simdjson::SUCCESS) return false;
    for (auto value : values) {
      element root;
      if (value.get(root) != simdjson::SUCCESS) return false;
      visit(root, 0);
    }
    return true;
  }
};

/// Deflates in blocks of the size that the page uses.
std::string deflated(std::string_view bytes) {
  const size_t block = 1'000'000;
  std::string out, room;
  libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
  room.resize(libdeflate_deflate_compress_bound(compressor, block));
  for (size_t at = 0; at < bytes.size(); at += block) {
    auto part = bytes.substr(at, block);
    out.append(room, 0, libdeflate_deflate_compress(compressor, part.data(), part.size(), room.data(), room.size()));
  }
  libdeflate_free_compressor(compressor);
  return out;
}

}  // namespace

int main(int count, char **words) {
  if (count < 5) return fputs("limit: say INPUT… PACKED BYTES OUTPUT\n", stderr), 2;
  cmark_gfm_core_extensions_ensure_registered();
  Limit limit;
  for (int at = 1; at < count - 3; at++)
    if (!limit.file(words[at])) return fprintf(stderr, "limit: %s is not JSON that can be read\n", words[at]), 2;
  simdjson::padded_string packed;
  if (simdjson::padded_string::load(words[count - 3]).get(packed) != simdjson::SUCCESS) return 2;
  std::string page = deflated(packed);
  page.resize(strtoul(words[count - 2], nullptr, 10), ' ');
  FILE *output = fopen(words[count - 1], "wb");
  if (!output || fwrite(page.data(), 1, page.size(), output) != page.size() || fclose(output)) return 2;
  printf("%zu texts, %zu bytes of HTML\n", limit.seen.size(), limit.html);
}
