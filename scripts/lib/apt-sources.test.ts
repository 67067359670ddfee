import { describe, expect, it } from "vitest";
import { newerAptSources, parseAptSources } from "./apt-sources.js";

const SUITES = { current: "bookworm", newer: "trixie" };

const newer = (text: string, form: "list" | "sources") =>
	newerAptSources(parseAptSources(text, form), SUITES);

describe("the machine's apt sources at a newer release", () => {
	it("takes the archive of a one-line file, with its key", () => {
		const text = [
			"# deb http://mirror.test/debian bookworm main",
			"deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.test/debian bookworm main contrib # ours",
			"deb-src http://mirror.test/debian bookworm main",
		].join("\n");
		expect(newer(text, "list")).toBe(
			"Types: deb\nURIs: http://mirror.test/debian\nSuites: trixie\nComponents: main\n" +
				"Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n",
		);
	});

	it("takes the archive of a deb822 file, and not its updates or security", () => {
		const text = [
			"Types: deb deb-src",
			"URIs: http://mirror.test/debian",
			"Suites: bookworm bookworm-updates",
			"Components: main",
			"Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
			"",
			"Types: deb",
			"URIs: http://mirror.test/debian-security",
			"Suites: bookworm-security",
			"Components: main",
		].join("\n");
		const result = newer(text, "sources")!;
		expect(result.match(/^URIs:/gm)).toHaveLength(1);
		expect(result).toContain("Suites: trixie\n");
	});

	it("leaves out other projects' archives and those that are switched off", () => {
		const others = [
			"deb https://other.test/linux bookworm stable",
			"deb [signed-by=/etc/apt/keyrings/other.gpg] https://other.test/debian bookworm main",
			"deb https://other.test/node nodistro main",
		].join("\n");
		expect(newer(others, "list")).toBeUndefined();
		const off =
			"Enabled: no\nTypes: deb\nURIs: http://mirror.test/debian\nSuites: bookworm\nComponents: main\n";
		expect(newer(off, "sources")).toBeUndefined();
	});

	it("keeps a key that is written out over several lines, when it is in a deb822 file without a path", () => {
		const text =
			"Types: deb\nURIs: http://mirror.test/debian\nSuites: bookworm\nComponents: main\n" +
			"Signed-By:\n /usr/share/keyrings/debian-archive-keyring.gpg\n";
		expect(newer(text, "sources")).toContain("\n /usr/share/keyrings/debian-archive-keyring.gpg\n");
	});
});
