import { startApi } from "./lib/api-process.js";
import { demoUsers } from "./lib/demo-users.js";
import { onInterrupt } from "./lib/interrupt.js";
import { gameReport } from "./lib/game-report.js";
import { GAME_PROJECT, startPlace } from "./lib/place.js";
import { PLAY_USAGE, type PlayOptions, parsePlayOptions } from "./lib/play-options.js";
import { readWorld, reportOn } from "./lib/play-report.js";
import { isPortFree } from "./lib/ports.js";
import { BUILD, runSteps } from "./lib/steps.js";

const DEFAULT_PORT = 3000;
/** Requests a minute that the backend takes of one caller by default: three times what a place allows itself. */
const REQUESTS_PER_MINUTE = 1200;
/** Of the headless server: fixed, so that a new run takes the place of the last one in the world. */
const JOB_ID = "headless-place";

async function playOnce(options: PlayOptions, port: number): Promise<number> {
	const api = await startApi({
		port,
		env: {
			LOG_LEVEL: "warn",
			// Minutes of a faster place are shorter.
			RATE_LIMIT_PER_MINUTE: String(Math.ceil(REQUESTS_PER_MINUTE * Math.max(1, options.speed))),
			CHATROOM_DEMO_USERS: demoUsers(options.players),
			...process.env,
		},
		output: "inherit",
	});
	try {
		const { seconds, npcs, players, chatty, seed, speed } = options;
		const place = await startPlace(
			{
				...GAME_PROJECT,
				apiUrl: api.url,
				jobId: JOB_ID,
				npcs,
				players,
				chatty,
				seed,
				speed,
				...(seconds !== undefined && { seconds }),
			},
			console.log,
		);
		const stopListening = onInterrupt(place.stop, () => {
			place.kill();
			api.child.kill("SIGKILL");
		});
		console.log(`\nWatch it live: ${api.url}/   (Ctrl-C ends it)\n`);
		const { code, summary } = await place.finished.finally(stopListening);
		if (!summary) throw new Error(`the headless place ended with code ${code} and without a summary`);
		const view = await readWorld(api.url, gameReport(summary));
		const { lines, problems } = reportOn(summary, view, code);
		console.log(["", "Summary", ...lines, ""].join("\n"));
		for (const problem of problems) console.error(`PROBLEM: ${problem}`);
		return problems.length === 0 ? 0 : 1;
	} finally {
		await api.stop();
	}
}

/** `npm run play`: builds everything, starts the backend and a headless place on it, and sums up at the end. */
export async function main(args: readonly string[]): Promise<number> {
	let options: PlayOptions;
	try {
		options = parsePlayOptions(args);
	} catch (error) {
		console.error(`${(error as Error).message}\n\n${PLAY_USAGE}`);
		return 2;
	}
	if (options.help) {
		console.log(PLAY_USAGE);
		return 0;
	}
	const port = Number(process.env["PORT"] ?? DEFAULT_PORT);
	if (!(await isPortFree(port))) {
		console.error(`Port ${port} is taken by another program; stop it, or set PORT to another.`);
		return 1;
	}
	if ((await runSteps(BUILD)).length > 0) return 1;
	return playOnce(options, port);
}
