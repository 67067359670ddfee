import { afterEach, describe, expect, it } from "vitest";
import { bundleService, removeBundle } from "../cuts/bundle-service.js";
import { startEmbedded, type EmbeddedBackend } from "../cuts/embedded.js";
import { playThrough, type PlayThroughResult } from "./play-through.js";
import { spoilSource, type Spoilt } from "./spoil-source.js";

/** A sound service is played so long. */
const ACTIONS = 40;

/** A spoilt one is found out before, whatever chance has the database lose. */
const MOST_ACTIONS = 240;

let bundle: string | undefined;
let backend: EmbeddedBackend | undefined;

afterEach(async () => {
	await backend?.stop();
	if (bundle !== undefined) await removeBundle(bundle);
	backend = undefined;
	bundle = undefined;
});

async function playOn(spoilt: readonly Spoilt[], enough: number): Promise<PlayThroughResult> {
	bundle = await bundleService({ plugins: spoilt.map(spoilSource) });
	backend = await startEmbedded(bundle);
	return playThrough({
		ports: backend.ports,
		seed: 7,
		users: ["ada", "bob", "eve"],
		clientsPerUser: 2,
		faults: [],
		isEnough: (_, actions) => actions >= enough,
		restMilliseconds: 3000,
	});
}

const MANAGER = "experience/unified-state-manager.ts";

/** Every third time what was done in a transaction is not kept, as by a database that goes away at its end. */
const LOSES = `if ((globalThis.deeds = (globalThis.deeds ?? 0) + 1) % 3 === 0) throw new Refusal("unavailable", "lost");`;

function transaction(before: string): Spoilt {
	const work = `const outcomes = await work(sql); ${before} ${LOSES} return outcomes;`;
	const spoilt = `{ transaction: (work) => calls.transaction(async (sql) => { ${work} }) }`;
	return {
		file: MANAGER,
		find: "createDeedLine(definition, { calls, now })",
		put: `createDeedLine(definition, { calls: ${spoilt}, now })`,
	};
}

describe("the proofs", () => {
	it("[XL10] find no fault with a sound service whose database fails now and then", async () => {
		const { faults, actions } = await playOn([transaction("")], ACTIONS);
		expect(faults).toEqual([]);
		expect(actions).toBeGreaterThanOrEqual(ACTIONS);
	}, 120_000);

	it.each<readonly [string, RegExp, readonly Spoilt[]]>([
		[
			"tells a taker of it twice",
			/is told again/,
			[{ file: "experience/plan-action.ts", find: "own: [added],", put: "own: [removed, added]," }],
		],
		[
			"tells before it saves",
			/told of|is not there|rests at|lies already/,
			[transaction("for (const { rows } of outcomes) void teller.tell(rows);")],
		],
		[
			"tells everybody what is one player's own",
			/an? world_update of|are missing|again|was answered .*"failed"/,
			[
				{
					file: "experience/experience.ts",
					find: "return `user:${experience}:${userId}`;",
					put: "return `user:${experience}:${userId === '' ? '' : 'all'}`;",
				},
			],
		],
	])(
		"[XL10] find out a service that %s",
		async (_, fault, spoilt) => {
			// Some are found out by what they answer: that ends the play.
			const found = await playOn(spoilt, MOST_ACTIONS).then(({ faults }) => faults.join("\n"), String);
			expect(found).toMatch(fault);
		},
		120_000,
	);
});
