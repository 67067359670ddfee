import { ChannelClient } from "../../test/experience/channel-client.js";
import { tokenOf } from "../token-of.js";
import { createStage } from "./stage.js";
import { openLeanChannel } from "./lean-channel.js";
import type { PlayersPlan } from "./plan.js";

/*
 * Players in a process of their own: `players.ts <plan>`, a `PlayersPlan` as JSON. Opens the connections, says
 * `{standing}` once each has its state, and for each message that it is sent plays once and says `{result}`.
 */

const plan = JSON.parse(process.argv[2]!) as PlayersPlan;
const { port, experience, secret, players, name, together } = plan;

const stage = createStage(plan.rates);
let areStanding = false;
const surroundings = {
	experience,
	port: () => port,
	open: openLeanChannel,
	silenceMilliseconds: () => Infinity,
	fault(what: string) {
		if (!areStanding) throw new Error(what);
		stage.fail(what);
	},
};

/** Resolves when the client has its whole state. */
async function open(userId: string): Promise<void> {
	const token = await tokenOf(userId, secret);
	await new Promise<void>((resolve) => {
		const player = stage.enter();
		const client = new ChannelClient(surroundings, {
			userId,
			token,
			onMessage(message, of) {
				stage.hear(player, message, of);
				if (message.type === "world") resolve();
			},
		});
		player.client = client;
		client.start();
	});
}

const begin = performance.now();
let next = 0;
await Promise.all(
	Array.from({ length: together }, async () => {
		while (next < players) {
			next += 1;
			await open(`${name}-${next}`);
		}
	}),
);
areStanding = true;
process.send?.({ standing: players, milliseconds: performance.now() - begin });
process.on("message", () => void stage.play().then((result) => process.send?.({ result })));
process.on("disconnect", () => process.exit());
