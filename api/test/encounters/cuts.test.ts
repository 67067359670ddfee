import { afterEach, expect, it } from "vitest";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { bundled } from "../cuts/bundled.js";
import { describeCounts } from "../cuts/cut-counts.js";
import { SEED, tell } from "../cuts/tell.js";
import { playThroughCuts } from "./cut-run.js";
import { type KeptService, startKeptService } from "./kept-service.js";

/** Commands, and connections that are cut under them, at least; `npm run soak` makes 10,000 and 1,000. */
const COMMANDS = Number(process.env["ENCOUNTER_COMMANDS"] ?? 400);
const CUTS = Number(process.env["ENCOUNTER_CUTS"] ?? 40);

/** Tables that are played at once, for a hundred commands each and more. */
const TABLES = Math.min(12, Math.ceil(COMMANDS / 100));

/** Times that the service is killed and begun anew meanwhile. */
const KILLS = Math.ceil(CUTS / 100);

const bundle = bundled();
let service: KeptService | undefined;

afterEach(async () => {
	await service?.remove();
	service = undefined;
});

describeOnPostgres("encounters of the whole service", (postgres) => {
	it(`[EX1] [EX2] [EX3] do and answer each command once through cuts (${COMMANDS} commands, ${CUTS} cuts)`, async () => {
		service = await startKeptService(bundle(), await postgres().createDatabase());
		const figures = await playThroughCuts({
			service,
			seed: SEED,
			commands: COMMANDS,
			cuts: CUTS,
			kills: KILLS,
			tables: TABLES,
		});
		const { commands, roomCuts, byOutcome, byKind, byPlayer, seconds, faults } = figures;
		process.stdout.write(
			`encounters through cuts, seed ${SEED}: ${commands} commands (${describeCounts(byOutcome)}), ${roomCuts} cuts (${describeCounts(byKind)}), ${seconds} s\n`,
		);
		await tell("encounters through cuts", { ...figures });
		expect(faults).toEqual([]);
		expect(commands).toBeGreaterThanOrEqual(COMMANDS);
		expect(roomCuts).toBeGreaterThanOrEqual(CUTS);
		expect(byOutcome["taken"]).toBeGreaterThan(COMMANDS / 5);
		for (const kind of ["close", "reset", "half_open", "stall"]) expect(byKind[kind]).toBeGreaterThan(0);
		const players = ["DM over WebSocket", "player over SSE", "player over WebSocket"];
		expect(Object.keys(byPlayer).sort()).toEqual(players);
	}, 1_800_000);
});
