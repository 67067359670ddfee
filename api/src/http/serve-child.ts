import { Router } from "express";
import { loadConfig } from "../config/config.js";
import { createLogger } from "./logger.js";
import { startServer } from "./serve.js";
import { testApp } from "./test-app.js";

/**
 * A server to be drained by its test: `/v1/wait?ms=` answers late, `/v1/feed` streams until the drain ends it, and
 * `/v1/never` does not end. STUCK=1 makes a step of the drain hang. It says what it does on standard output.
 */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const endings = new Set<() => void>();

const routes = Router();
routes.get("/v1/wait", (req, res) => {
	say("waiting");
	setTimeout(() => res.json({ waited: req.query.ms }), Number(req.query.ms));
});
routes.get("/v1/feed", (_req, res) => {
	res.type("text/event-stream").write("event: state\ndata: {}\n\n");
	endings.add(() => res.end('event: close\ndata: {"reason":"draining"}\n\n'));
});
routes.get("/v1/never", (_req, res) => {
	res.write("a beginning");
});

const config = loadConfig({ ...process.env, PORT: "0" });
const app = testApp({ features: () => [{ routes, describe: () => undefined }] });
const { url } = await startServer({
	app,
	config,
	logger: createLogger({ ...config, logLevel: "silent" }),
	process,
	onDrain: [
		async () => {
			say("doors close");
			endings.forEach((end) => end());
		},
	],
	onClosed: [
		async () => say("log flushed"),
		() => (process.env.STUCK === "1" ? new Promise(() => undefined) : Promise.resolve()),
		async () => say("log closed"),
	],
});
say(url);
