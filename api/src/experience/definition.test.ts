import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../config/config.js";
import { loadDefinitions, parseDefinition } from "./load-definitions.js";
import { SHIPPED, WOODS } from "./testing/test-experiences.js";

const shipped = async () =>
	JSON.parse(await readFile(join(SHIPPED, `${WOODS}.json`), "utf8")) as Record<string, never>;

/** What is said of the shipped experience with something else in some places. */
async function wrongWith(change: (definition: Record<string, never>) => void): Promise<readonly string[]> {
	const definition = await shipped();
	change(definition);
	const parsed = parseDefinition(WOODS, JSON.stringify(definition));
	return "wrong" in parsed ? parsed.wrong : [];
}

describe("the experience that ships", () => {
	it("[XS1] has seven dream bottles at several locations, and a quest that all seven win", async () => {
		const woods = (await loadDefinitions(SHIPPED)).get(WOODS)!;
		expect(woods.title).toBe("The Wylding Woods");
		const bottles = woods.items.filter(({ kind }) => kind === "dream_bottle");
		expect(bottles).toHaveLength(7);
		expect(new Set(bottles.map(({ name }) => name)).size).toBe(7);
		expect(new Set(bottles.map(({ location }) => location)).size).toBeGreaterThanOrEqual(4);
		expect(woods.quests).toMatchObject([
			{ title: "Find the seven dream bottles", kind: "dream_bottle", needed: 7 },
		]);
		expect(woods.inventory_limit).toBeGreaterThanOrEqual(7);
		for (const { bounds } of woods.locations) expect(bounds?.radius).toBeGreaterThan(0);
	});
});

describe("a definition", () => {
	it("[XS2] is refused with every place that has the wrong shape", async () => {
		const wrong = await wrongWith((definition) => {
			Object.assign(definition, { inventory_limit: 0, colour: "green" });
			Object.assign(definition["locations"]![0]!, { id: "The Clearing", name: "" });
			Object.assign(definition["items"]![2]!, { kind: 7 });
		});
		expect(wrong.map((line) => line.split(":")[0])).toEqual([
			"inventory_limit",
			"locations[0].id",
			"locations[0].name",
			"items[2].kind",
			"Unrecognized key",
		]);
	});

	it.each<[string, (definition: Record<string, never>) => void, string]>([
		[
			"an exit to nowhere",
			(d) => Object.assign(d["locations"]![0]!, { exits: ["grove", "pond", "ruin", "moon"] }),
			'locations[0].exits[3]: there is no location "moon"',
		],
		[
			"an exit to itself",
			(d) => Object.assign(d["locations"]![1]!, { exits: ["clearing", "grove"] }),
			"locations[1].exits[1]: leads to where it starts",
		],
		[
			"an item nowhere",
			(d) => Object.assign(d["items"]![6]!, { location: "moon" }),
			'items[6].location: there is no location "moon"',
		],
		[
			"two of an id",
			(d) => Object.assign(d["items"]![6]!, { id: "fern-dream" }),
			'items[6].id: "fern-dream" is there already',
		],
		[
			"names that read the same",
			(d) => Object.assign(d["items"]![6]!, { name: "FERN  dream!" }),
			'items[6].name: "fern dream" is there already',
		],
		[
			"a quest for nothing",
			(d) => Object.assign(d["quests"]![0]!, { kind: "feather" }),
			'quests[0].kind: no item is of kind "feather"',
		],
		[
			"a quest that cannot be won",
			(d) => Object.assign(d["quests"]![0]!, { needed: 8 }),
			'quests[0].needed: only 7 items are of kind "dream_bottle"',
		],
		["a start nowhere", (d) => Object.assign(d, { start: "moon" }), 'start: there is no location "moon"'],
	])("[XS2] is refused with %s", async (_, change, expected) => {
		expect(await wrongWith(change)).toEqual([expected]);
	});

	it("[XS2] is refused where a location cannot be reached from the start, however many lead away from it", async () => {
		const wrong = await wrongWith((d) => {
			for (const at of [3, 4]) {
				const { exits } = d["locations"]![at]! as { exits: string[] };
				Object.assign(d["locations"]![at]!, { exits: exits.filter((exit) => exit !== "tower") });
			}
		});
		expect(wrong).toEqual(['locations[5]: "tower" cannot be reached from "clearing"']);
	});
});

describe("a folder of definitions", () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "earshot-experiences-"));
	});
	afterEach(() => rm(folder, { recursive: true }));

	it("[XS3] gives each by the name of its file, and leaves other files alone", async () => {
		for (const name of ["one.json", "two-2.json"])
			await writeFile(join(folder, name), JSON.stringify(await shipped()));
		await writeFile(join(folder, "README.md"), "Ours.");
		expect([...(await loadDefinitions(folder)).keys()]).toEqual(["one", "two-2"]);
	});

	it("[XS3] refuses to start with everything that is wrong in any of them", async () => {
		await writeFile(join(folder, "One.json"), JSON.stringify(await shipped()));
		await writeFile(join(folder, "two.json"), "{");
		await writeFile(join(folder, "three.json"), JSON.stringify({ ...(await shipped()), start: "moon" }));
		const error = await loadDefinitions(folder).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ConfigError);
		expect((error as ConfigError).problems).toEqual([
			{ variables: ["EXPERIENCES_DIR"], problem: expect.stringMatching(/^One\.json: its name must be/) },
			{ variables: ["EXPERIENCES_DIR"], problem: 'three.json: start: there is no location "moon"' },
			{ variables: ["EXPERIENCES_DIR"], problem: expect.stringMatching(/^two\.json: .*JSON/) },
		]);
	});

	it("[XS3] refuses a folder that is not there", async () => {
		await expect(loadDefinitions(join(folder, "none"))).rejects.toThrow(
			/EXPERIENCES_DIR: the folder cannot be read/,
		);
	});
});
