import type { Frame } from "../../src/server/entities/entity";
import type { SeededRandom } from "../../test/harness/random";

/** Share of the entities that stand in hubs; the others stand anywhere. */
const HUB_SHARE = 0.6;
/** Entities of one hub: more than a cluster may have, so that most hubs must be cut. */
const HUB_MEMBERS = 30;
/** Studs from the middle of a hub to its edge. */
const HUB_RADIUS = 20;
/** Square studs of ground per entity, whatever the size of the world. */
const GROUND = 400;
/** Studs of height between the lowest and the highest: stairs, podiums. */
const HEIGHT = 4;
/** Studs a wanderer without a hub goes from where it began. */
const WANDER_RADIUS = 40;

interface Walker {
	readonly homeX: number;
	readonly homeZ: number;
	readonly radius: number;
	x: number;
	y: number;
	z: number;
}

/** A crowd that walks and keeps its density: whoever strays too far from home turns back. */
export class WalkingWorld {
	private readonly ids: string[] = [];
	private readonly walkers: Walker[] = [];
	private at = 1_700_000_000;

	constructor(
		count: number,
		private readonly random: SeededRandom,
	) {
		const side = math.sqrt(count * GROUND);
		const inHubs = math.floor(count * HUB_SHARE);
		let [hubX, hubZ] = [0, 0];
		for (const i of $range(0, count - 1)) {
			this.ids.push(string.format("npc-%05d", i));
			const isInHub = i < inHubs;
			if (!isInHub || i % HUB_MEMBERS === 0) {
				hubX = random.between(-side / 2, side / 2);
				hubZ = random.between(-side / 2, side / 2);
			}
			const angle = random.between(0, 2 * math.pi);
			const away = isInHub ? HUB_RADIUS * math.sqrt(random.unit()) : 0;
			this.walkers.push({
				homeX: hubX,
				homeZ: hubZ,
				radius: isInHub ? HUB_RADIUS : WANDER_RADIUS,
				x: hubX + away * math.cos(angle),
				y: random.between(0, HEIGHT),
				z: hubZ + away * math.sin(angle),
			});
		}
	}

	/** The world a second later, a `share` of everybody `stride` studs from where they stood. */
	step(stride: number, share = 1): Frame {
		for (const walker of this.walkers) {
			if (share < 1 && this.random.unit() >= share) continue;
			let angle = this.random.between(0, 2 * math.pi);
			const [x, z] = [walker.x + stride * math.cos(angle), walker.z + stride * math.sin(angle)];
			const isAstray = (x - walker.homeX) ** 2 + (z - walker.homeZ) ** 2 > walker.radius ** 2;
			if (isAstray) angle = math.atan2(walker.homeZ - walker.z, walker.homeX - walker.x);
			walker.x += stride * math.cos(angle);
			walker.z += stride * math.sin(angle);
		}
		this.at += 1;
		return {
			at: this.at,
			ids: this.ids,
			xs: this.walkers.map((walker) => walker.x),
			ys: this.walkers.map((walker) => walker.y),
			zs: this.walkers.map((walker) => walker.z),
		};
	}
}
