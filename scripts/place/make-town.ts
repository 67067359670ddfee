import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { fromRoot } from "../lib/paths.js";
import { townItems } from "./town-items.js";
import { type Model, type Triple, at, round } from "./town-model.js";

/** Where the town's models are kept, for the project file to mount: a file's name is its instance's. */
export const TOWN_FOLDER = fromRoot("game", "place", "town");

/** Half the side of the square in whose corners the zones lie, in studs: a stroll, not a hike. */
const ZONE_DISTANCE = 70;
const ZONE_SIZE: Triple = [56, 24, 56];
/** Studs from a zone's middle to those who live there: within earshot of each other at first. */
const HOME_DISTANCE = 5;
/** Studs from the ground to the middle of a rig's root: hip height and half the root. */
const ROOT_HEIGHT = 3;
const HIP_HEIGHT = 2;
const WANDER_RADIUS = 30;

const ZONES = [
	{ name: "Market", x: -ZONE_DISTANCE, z: -ZONE_DISTANCE, color: [0.85, 0.55, 0.25] },
	{ name: "Fountain", x: ZONE_DISTANCE, z: -ZONE_DISTANCE, color: [0.3, 0.6, 0.85] },
	{ name: "Garden", x: -ZONE_DISTANCE, z: ZONE_DISTANCE, color: [0.4, 0.7, 0.35] },
	{ name: "Docks", x: ZONE_DISTANCE, z: ZONE_DISTANCE, color: [0.5, 0.45, 0.65] },
] as const;

/** Three for each zone, in the zones' order. */
const PEOPLE = [
	["Ada", "Sells fruit, knows every price in town."],
	["Bram", "Haggles for sport and never buys."],
	["Cleo", "Collects rumours and trades them fairly."],
	["Dara", "Throws coins in the fountain and regrets it."],
	["Elio", "Plays the same tune every day, better each time."],
	["Fenn", "Asks strangers for directions to places nearby."],
	["Greta", "Tends the roses and judges the weeds."],
	["Hugo", "Naps under the oak, hears everything."],
	["Iris", "Names each bird and argues about it."],
	["Jonah", "Waits for a ship that is always late."],
	["Kaya", "Mends nets and other people's plans."],
	["Linus", "Counts gulls for a study nobody asked for."],
] as const;

interface Limb {
	readonly name: string;
	readonly size: Triple;
	/** From the root's middle. */
	readonly offset: Triple;
	readonly color: Triple;
}

const SKIN: Triple = [0.86, 0.72, 0.6];
const TROUSERS: Triple = [0.25, 0.27, 0.33];

const limbsOf = (shirt: Triple): readonly Limb[] => [
	{ name: "Head", size: [1.2, 1.2, 1.2], offset: [0, 1.6, 0], color: SKIN },
	{ name: "Torso", size: [2, 2, 1], offset: [0, 0, 0], color: shirt },
	{ name: "LeftLeg", size: [0.9, 2, 1], offset: [-0.5, -2, 0], color: TROUSERS },
	{ name: "RightLeg", size: [0.9, 2, 1], offset: [0.5, -2, 0], color: TROUSERS },
];

interface Person {
	readonly id: string;
	readonly name: string;
	readonly persona: string;
	readonly home: Triple;
	readonly shirt: Triple;
}

/** A limb, and the weld that holds it to the root. Only the torso collides, as humanoids have it. */
function limb({ name, size, offset, color }: Limb, person: Person): Model[] {
	const [x, y, z] = person.home;
	const id = `${person.id}-${name}`;
	return [
		{
			name,
			className: "Part",
			properties: {
				CFrame: at([x + offset[0], y + offset[1], z + offset[2]]),
				Size: size,
				Color: color,
				Material: "SmoothPlastic",
				CanCollide: name === "Torso",
				Massless: true,
			},
			attributes: { Rojo_Id: id },
		},
		{
			name: `${name}Weld`,
			className: "Weld",
			properties: { C0: at(offset) },
			attributes: { Rojo_Target_Part0: `${person.id}-Root`, Rojo_Target_Part1: id },
		},
	];
}

/** A person: a root that walks, limbs welded to it, and what the game reads of an NPC. */
function npc(person: Person): Model {
	return {
		className: "Model",
		properties: { Tags: ["EarshotNPC"] },
		attributes: {
			Rojo_Target_PrimaryPart: `${person.id}-Root`,
			NpcId: person.id,
			DisplayName: person.name,
			Abilities: "initiate_chat,move",
			Persona: person.persona,
			WanderRadius: WANDER_RADIUS,
		},
		children: [
			{
				name: "HumanoidRootPart",
				className: "Part",
				properties: { CFrame: at(person.home), Size: [2, 2, 1], Transparency: 1, CanCollide: false },
				attributes: { Rojo_Id: `${person.id}-Root` },
			},
			...limbsOf(person.shirt).flatMap((each) => limb(each, person)),
			{
				name: "Humanoid",
				className: "Humanoid",
				properties: {
					DisplayName: person.name,
					HipHeight: HIP_HEIGHT,
					RequiresNeck: false,
					RigType: "R15",
				},
			},
		],
	};
}

const people: readonly Person[] = PEOPLE.map(([name, persona], index) => {
	const zone = ZONES[Math.floor(index / 3)]!;
	const angle = ((index % 3) * 2 * Math.PI) / 3;
	return {
		id: name.toLowerCase(),
		name,
		persona,
		home: [
			round(zone.x + HOME_DISTANCE * Math.cos(angle)),
			ROOT_HEIGHT,
			round(zone.z + HOME_DISTANCE * Math.sin(angle)),
		],
		shirt: zone.color,
	};
});

const zones: readonly Model[] = ZONES.map(({ name, x, z, color }) => ({
	name,
	className: "Part",
	properties: {
		CFrame: at([x, ZONE_SIZE[1] / 2, z]),
		Size: ZONE_SIZE,
		Color: color,
		Transparency: 1,
		Anchored: true,
		CanCollide: false,
		CanTouch: false,
		CanQuery: false,
		Tags: ["EarshotZone"],
	},
	attributes: { ZoneName: name },
}));

/** The town's model files by their path under the folder: its zones, a dozen NPCs, and what there is to find. */
export async function townFiles(): Promise<ReadonlyMap<string, string>> {
	const options = await resolveConfig(join(TOWN_FOLDER, "zones.model.json"));
	const files = new Map<string, string>();
	const put = async (file: string, model: Model) => {
		files.set(file, await format(JSON.stringify(model), { ...options, parser: "json" }));
	};
	await put("zones.model.json", { className: "Folder", children: zones });
	await put("items.model.json", townItems());
	for (const person of people) await put(`people/${person.id}.model.json`, npc(person));
	return files;
}

async function writeTown(): Promise<void> {
	rmSync(TOWN_FOLDER, { recursive: true, force: true });
	for (const [file, text] of await townFiles()) {
		mkdirSync(dirname(join(TOWN_FOLDER, file)), { recursive: true });
		writeFileSync(join(TOWN_FOLDER, file), text);
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTown();
