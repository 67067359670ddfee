import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApi } from "./api-process.js";
import { gameReport } from "./game-report.js";
import { GAME_PROJECT, startPlace } from "./place.js";
import { freePort } from "./ports.js";

/** Requests a minute that the place allows itself, of the 500 that Roblox grants. */
const BUDGET_PER_MINUTE = 400;
/** Seconds of the place that are measured: several syncs and a whole minute of requests. */
const SECONDS = 70;
/** NPCs of a town, and of the largest crowd that the budget is promised for. */
const SIZES = [40, 500];

interface WireFigures {
	readonly perTenSeconds: number;
	readonly plainPerTenSeconds: number;
	readonly perMinute: number;
}

async function measure(apiUrl: string, npcs: number): Promise<WireFigures> {
	const config = { World: `wire-${npcs}` };
	const place = await startPlace({
		...GAME_PROJECT,
		apiUrl,
		npcs,
		players: 4,
		seconds: SECONDS,
		clock: "virtual",
		config,
	});
	const { summary } = await place.finished;
	if (!summary) throw new Error("the headless place ended without a summary");
	const { http } = summary;
	if (gameReport(summary).stats.eventsWaiting > 0) throw new Error("the place did not tell everything");
	return {
		perTenSeconds: (http.bytesSent / summary.seconds) * 10,
		plainPerTenSeconds: (http.bytesBeforeCompression / summary.seconds) * 10,
		perMinute: http.mostPerMinute,
	};
}

/** Bytes on the wire in the place's ten seconds, and requests a minute, against a real backend. */
export async function benchWire() {
	const folder = await mkdtemp(join(tmpdir(), "earshot-wire-"));
	const api = await startApi({
		port: await freePort(),
		env: { DATA_DIR: folder, LOG_LEVEL: "error" },
		output: "inherit",
	});
	try {
		const figures: Record<string, number> = {};
		const ratios: { name: string; value: number; target: number; ok: boolean }[] = [];
		for (const npcs of SIZES) {
			const { perTenSeconds, plainPerTenSeconds, perMinute } = await measure(api.url, npcs);
			figures[`bytes in 10 s, ${npcs} NPCs`] = perTenSeconds;
			figures[`bytes in 10 s before gzip, ${npcs} NPCs`] = plainPerTenSeconds;
			ratios.push({
				name: `requests a minute, ${npcs} NPCs`,
				value: perMinute,
				target: BUDGET_PER_MINUTE,
				ok: perMinute <= BUDGET_PER_MINUTE,
			});
		}
		return { name: "wire", figures, ratios };
	} finally {
		await api.stop();
		await rm(folder, { recursive: true, force: true });
	}
}
