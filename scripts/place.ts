import { gameReport } from "./lib/game-report.js";
import { onInterrupt } from "./lib/interrupt.js";
import { GAME_PROJECT, startPlace } from "./lib/place.js";
import { PLAY_USAGE, parsePlayOptions } from "./lib/play-options.js";
import { BUILD_GAME, runSteps } from "./lib/steps.js";

const DEFAULT_API_URL = "http://127.0.0.1:3000";

/** `npm run place`: the headless place alone, against the backend at `API_URL` with the key `GAME_API_KEY`. */
export async function main(args: readonly string[]): Promise<number> {
	const { npcs, players, chatty, seed, speed, seconds, help } = parsePlayOptions(args);
	if (help) {
		console.log(`${PLAY_USAGE}\nAPI_URL says where the backend is (default ${DEFAULT_API_URL}).`);
		return 0;
	}
	if ((await runSteps([BUILD_GAME])).length > 0) return 1;
	const apiUrl = process.env["API_URL"] ?? DEFAULT_API_URL;
	const apiKey = process.env["GAME_API_KEY"];
	const place = await startPlace(
		{
			...GAME_PROJECT,
			apiUrl,
			npcs,
			players,
			chatty,
			seed,
			speed,
			...(apiKey !== undefined && { apiKey }),
			...(seconds !== undefined && { seconds }),
		},
		console.log,
	);
	console.log(`The place runs against ${apiUrl}; Ctrl-C ends it.`);
	const stopListening = onInterrupt(place.stop, place.kill);
	const { code, summary } = await place.finished.finally(stopListening);
	console.log(JSON.stringify(summary ? gameReport(summary).stats : {}, null, "\t"));
	return code;
}
