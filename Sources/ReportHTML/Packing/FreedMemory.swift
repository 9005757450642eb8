import CMalloc

/// Memory that was freed, and that the allocator keeps for later.
package enum FreedMemory {
  /// Gives it back to the system: after a stage that freed much, before one that takes large tables for itself. What
  /// was freed lies between what is in use, where the tables find no room. About a millisecond for ten megabytes.
  package static func giveBack() { malloc_trim(0) }
}
