package io.sluice.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.broker.config.Section.Located;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a file that gives users and patterns of user names their teams, and tells of all that is
 * wrong with it at once. What it accepts is described under Teams in {@code docs/rules.md}.
 */
public final class UserGroupsReader {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATTERN = 500;
  private static final int MOST_PATTERNS = 1000;
  private static final int MOST_TEAMS = 100;
  private static final String EXPECTED = "a mapping with users, globs or regexes";

  private static final Kind<String> TEAM =
      Kind.text()
          .but(
              team -> !isName(team),
              "a team's name of 1 to %d characters, without blanks around it"
                  .formatted(LONGEST_NAME));

  private final Problems problems;

  private UserGroupsReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads a file; that it can't be read is a problem like others. */
  public static UserGroupsReading read(Path file) {
    try {
      if (Files.size(file) > ConfigReader.MOST_BYTES) {
        return unreadable(
            file, Files.size(file) + " bytes", "at most " + ConfigReader.MOST_BYTES + " bytes");
      }
      return parse(Files.readString(file, UTF_8), file.toString());
    } catch (NoSuchFileException e) {
      return unreadable(file, "no such file", "the path of a file of user groups");
    } catch (CharacterCodingException e) {
      return unreadable(file, "not UTF-8", "YAML in UTF-8");
    } catch (IOException e) {
      return unreadable(file, "can't be read: " + e.getMessage(), "a readable file");
    }
  }

  private static UserGroupsReading unreadable(Path file, String what, String expected) {
    return new UserGroupsReading.Invalid(
        List.of(new ConfigProblem(file.toString(), 0, 0, "", what, expected)));
  }

  /**
   * Reads a text.
   *
   * @param name the name of the text in messages
   */
  public static UserGroupsReading parse(String text, String name) {
    var problems = new Problems(name);
    Optional<Node> root = YamlText.parse(text, EXPECTED, problems);
    if (root.isPresent()) {
      var scalars = new Scalars(Substitution.off(), problems);
      UserGroupsFile file =
          new UserGroupsReader(problems).read(Section.of("", root.get(), scalars, problems));
      if (problems.none()) {
        return new UserGroupsReading.Valid(file);
      }
    }
    return new UserGroupsReading.Invalid(problems.inOrder());
  }

  private UserGroupsFile read(Section file) {
    Map<String, Set<String>> users = users(file.section("users"));
    Section globSection = file.section("globs");
    Map<String, Set<String>> globs = globs(globSection);
    Section regexSection = file.section("regexes");
    List<UserGroupsFile.Regex> regexes = regexes(regexSection);
    file.finish();
    if (globs.size() + regexes.size() > MOST_PATTERNS) {
      Section longer = globs.size() > regexes.size() ? globSection : regexSection;
      Located<String> first = longer.keys().getFirst();
      problems.add(
          first.at(),
          "",
          "%d globs and regexes".formatted(globs.size() + regexes.size()),
          "at most %d; full names may be as many as the file holds".formatted(MOST_PATTERNS));
    }
    return new UserGroupsFile(users, globs, regexes);
  }

  private Map<String, Set<String>> users(Section section) {
    var users = new LinkedHashMap<String, Set<String>>();
    for (Located<String> user : section.keys()) {
      Set<String> teams = teams(section, user);
      if (hasWildcard(user.value())) {
        wrong(user, "a full user name; a name with * or ? belongs under globs");
      } else if (!isName(user.value())) {
        wrong(user, "a user name of 1 to %d characters".formatted(LONGEST_NAME));
      } else {
        users.put(user.value(), teams);
      }
    }
    return users;
  }

  private Map<String, Set<String>> globs(Section section) {
    var globs = new LinkedHashMap<String, Set<String>>();
    for (Located<String> glob : section.keys()) {
      Set<String> teams = teams(section, glob);
      if (!hasWildcard(glob.value())) {
        wrong(glob, "a pattern with * or ?; a full user name belongs under users");
      } else if (!isName(glob.value())) {
        wrong(glob, "a pattern of 1 to %d characters".formatted(LONGEST_NAME));
      } else {
        globs.put(glob.value(), teams);
      }
    }
    return globs;
  }

  private List<UserGroupsFile.Regex> regexes(Section section) {
    var regexes = new ArrayList<UserGroupsFile.Regex>();
    for (Located<String> regex : section.keys()) {
      Set<String> teams = teams(section, regex);
      if (regex.value().isEmpty() || regex.value().length() > LONGEST_PATTERN) {
        wrong(regex, "a regular expression of 1 to %d characters".formatted(LONGEST_PATTERN));
        continue;
      }
      try {
        regexes.add(new UserGroupsFile.Regex(Pattern.compile(regex.value()), teams));
      } catch (PatternSyntaxException e) {
        wrong(
            regex,
            "a regular expression of the RE2 kind, which knows no look-around and no"
                + " back-references; it says: "
                + e.getDescription());
      }
    }
    return regexes;
  }

  private Set<String> teams(Section section, Located<String> owner) {
    int before = problems.count();
    List<Located<String>> teams = section.values(owner.value(), TEAM);
    if (teams.size() > MOST_TEAMS) {
      problems.add(
          owner.at(), owner.path(), teams.size() + " teams", "at most " + MOST_TEAMS + " teams");
    } else if (teams.isEmpty() && problems.count() == before) {
      problems.add(
          owner.at(), owner.path(), "no team", "a list with at least one team, such as [finance]");
    }
    var names = new LinkedHashSet<String>();
    teams.forEach(team -> names.add(team.value()));
    return names;
  }

  private void wrong(Located<String> key, String expected) {
    problems.add(key.at(), key.path(), key.value(), expected);
  }

  private static boolean hasWildcard(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.equals(text.strip())
        && text.chars().noneMatch(Character::isISOControl);
  }
}
