import type { ChannelMessage } from "../channel-message.js";
import type { ChannelFixture } from "./channel-fixture.js";
import { Mirror } from "./mirror.js";
import type { PlayerClient } from "./player-client.js";

/** Middles of the places that there are, in studs. */
const PLACES: Readonly<Record<string, readonly [x: number, z: number]>> = {
	clearing: [0, 0],
	grove: [60, 0],
	pond: [0, 60],
	hollow: [60, 60],
	ruin: [-60, 0],
	tower: [-60, 60],
};

let actions = 0;

/** A player's client that does things at random, is cut off at random, and comes back with the cursor it has. */
export class Roamer {
	readonly mirror = new Mirror();
	cuts = 0;
	private client: PlayerClient | undefined;
	private cursor: string | undefined;

	constructor(
		private readonly channel: ChannelFixture,
		readonly userId: string,
		private readonly random: () => number,
	) {}

	/** Comes, or comes back. */
	async come(): Promise<void> {
		if (this.client) return;
		this.client = await this.channel.dial(this.userId, this.cursor, {
			token: await this.channel.token(this.userId),
			onMessage: (message) => {
				this.cursor = message.cursor ?? this.cursor;
				this.mirror.take(message as ChannelMessage);
			},
		});
	}

	/** Takes what lies somewhere, leaves what it carries somewhere, or is cut off. */
	async turn(): Promise<void> {
		await this.come();
		const dice = this.random();
		if (dice < 0.2) return this.leave();
		const carried = this.oneOf(this.mirror.carries());
		if (carried !== undefined && dice < 0.6)
			return this.act("drop", carried, this.oneOf(Object.keys(PLACES))!);
		const lying = this.oneOf(this.mirror.lies());
		if (lying) this.act("take", lying[1], lying[0]);
	}

	private act(action: "take" | "drop", item: string, at: string): void {
		const [x, z] = PLACES[at]!;
		this.client!.send({ type: "position", x, y: 0, z });
		this.client!.send({ type: "action", action, item, id: `act-${(actions += 1)}` });
	}

	private oneOf<T>(list: readonly T[]): T | undefined {
		return list[Math.floor(this.random() * list.length)];
	}

	private leave(): void {
		this.client!.socket.terminate();
		this.client = undefined;
		this.cuts += 1;
	}
}
