package dev.peaberry.data.check;

import dev.peaberry.data.Checksum;
import dev.peaberry.data.NearDuplicates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pictures that are there several times: across classes, across parts, within a class of a part.
 * Confined to one thread.
 */
final class Copies {
  private static final String IDENTICAL = "identical files";

  private final List<Seen> seen;
  private final List<Finding.Case> conflicts = new ArrayList<>();
  private final List<Finding.Case> leaks = new ArrayList<>();
  private final List<Finding.Case> identical = new ArrayList<>();
  private final List<Finding.Case> near = new ArrayList<>();

  private Copies(List<Seen> seen) {
    this.seen = seen;
  }

  static List<Finding> findings(List<Seen> seen, NearDuplicates copies) {
    Copies found = new Copies(seen);
    copies.clusters().forEach(found::add);
    return List.of(
        new Finding(Fault.CONFLICT, found.conflicts),
        new Finding(Fault.LEAK, found.leaks),
        new Finding(Fault.IDENTICAL, found.identical),
        new Finding(Fault.NEAR_COPY, found.near));
  }

  private void add(NearDuplicates.Cluster cluster) {
    List<NearDuplicates.Member> members = cluster.members();
    boolean same = members.stream().allMatch(NearDuplicates.Member::identical);
    Finding.Case found =
        new Finding.Case(
            members.stream().map(this::picture).toList(), same ? IDENTICAL : alike(members), same);
    if (differ(found, Picture::className)) {
      conflicts.add(found);
    }
    if (differ(found, Picture::part)) {
      leaks.add(found);
    }
    together(members).forEach(this::addTogether);
  }

  private Picture picture(NearDuplicates.Member member) {
    return seen.get(member.index()).picture();
  }

  private static boolean differ(Finding.Case found, Function<Picture, String> what) {
    return found.pictures().stream().map(what).distinct().count() > 1;
  }

  private Collection<List<NearDuplicates.Member>> together(List<NearDuplicates.Member> members) {
    return members.stream()
        .collect(
            Collectors.groupingBy(
                member -> List.of(picture(member).part(), picture(member).className()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  /** Copies in one class of one part: identical files are one thing, unlike files another. */
  private void addTogether(List<NearDuplicates.Member> members) {
    Map<Checksum, List<NearDuplicates.Member>> byContent =
        members.stream()
            .collect(
                Collectors.groupingBy(
                    member -> seen.get(member.index()).look().print().orElseThrow().checksum(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byContent.values().stream()
        .filter(same -> same.size() > 1)
        .map(same -> new Finding.Case(same.stream().map(this::picture).toList(), IDENTICAL, true))
        .forEach(identical::add);
    if (byContent.size() > 1) {
      List<NearDuplicates.Member> firsts =
          byContent.values().stream().map(same -> same.get(0)).toList();
      near.add(new Finding.Case(firsts.stream().map(this::picture).toList(), alike(firsts), false));
    }
  }

  private static String alike(List<NearDuplicates.Member> members) {
    int distance = members.stream().mapToInt(NearDuplicates.Member::distance).max().orElse(0);
    return "alike, " + distance + " of 64 bits of the hash differ";
  }
}
