/** One entry of apt's sources, in the fields of its deb822 form. */
export type AptEntry = ReadonlyMap<string, string>;

/** What apt's own archive of a distribution is called there and in its newer release. */
export interface Suites {
	readonly current: string;
	readonly newer: string;
}

/** `deb [options] uri suite component…` as fields. */
function fromLine(line: string): AptEntry | undefined {
	const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/.exec(line.trim());
	if (!match) return undefined;
	const [, options = "", uri = "", suite = "", components = ""] = match;
	const entry = new Map([
		["types", "deb"],
		["uris", uri],
		["suites", suite],
		["components", components.replace(/#.*$/, "").trim()],
	]);
	const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
	if (signedBy !== undefined) entry.set("signed-by", signedBy.replaceAll(",", " "));
	return entry;
}

function fromStanza(stanza: string): AptEntry {
	const entry = new Map<string, string>();
	let field = "";
	for (const line of stanza.split("\n")) {
		if (line.startsWith("#")) continue;
		const start = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
		if (start) {
			field = start[1]!.toLowerCase();
			entry.set(field, start[2]!);
		} else if (/^\s/.test(line) && field !== "") {
			// A value may go on over lines, as keys do.
			entry.set(field, `${entry.get(field) ?? ""}\n${line}`);
		}
	}
	return entry;
}

/** The entries of a source file: one-line form (`.list`) or deb822 (`.sources`). */
export function parseAptSources(text: string, form: "list" | "sources"): AptEntry[] {
	if (form === "list") return text.split("\n").flatMap((line) => fromLine(line) ?? []);
	return text
		.split(/\n\s*\n/)
		.map(fromStanza)
		.filter((entry) => entry.size > 0);
}

function words(entry: AptEntry, field: string): string[] {
	return (entry.get(field) ?? "").split(/\s+/).filter((word) => word !== "");
}

/** Whether an entry is the distribution's archive itself, not another project's for this distribution. */
function isOwnArchive(entry: AptEntry, suites: Suites): boolean {
	const signedBy = entry.get("signed-by") ?? "";
	const isOwnKey = signedBy === "" || /(debian|ubuntu)-archive/.test(signedBy);
	const isOff = (entry.get("enabled") ?? "yes").trim() === "no";
	return (
		!isOff &&
		isOwnKey &&
		words(entry, "types").includes("deb") &&
		words(entry, "suites").includes(suites.current) &&
		words(entry, "components").includes("main")
	);
}

/** The same archives at the newer release, as one deb822 text; undefined where there is none of them. */
export function newerAptSources(entries: readonly AptEntry[], suites: Suites): string | undefined {
	const own = entries.filter((entry) => isOwnArchive(entry, suites));
	if (own.length === 0) return undefined;
	return own
		.map((entry) => {
			const signedBy = entry.get("signed-by");
			const lines = [
				"Types: deb",
				`URIs: ${entry.get("uris") ?? ""}`,
				`Suites: ${suites.newer}`,
				"Components: main",
			];
			if (signedBy !== undefined) lines.push(`Signed-By: ${signedBy}`);
			return `${lines.join("\n")}\n`;
		})
		.join("\n");
}
