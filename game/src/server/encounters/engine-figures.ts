import { Workspace } from "@rbxts/services";
import { hueOf } from "../chatlings/hue";
import { createWays } from "../npcs/engine-ways";
import { markBody } from "./engine-mark";
import type { FigureStage } from "./figures";

/** Folder of the Workspace that they stand in. */
const FOLDER_NAME = "EarshotFigures";
/** Studs: as high as a character, and well within a cell. */
const BODY_SIZE = new Vector3(2, 3.4, 2);
const HEAD_SIZE = new Vector3(1.6, 1.6, 1.6);
/** Studs from the middle of a character's root to the ground, where there is none to be found. */
const ROOT_HEIGHT_STUDS = 3;

export interface EngineFigures extends FigureStage {
	readonly stop: () => void;
}

/** Nobody bumps into a figure, and a click finds it. */
function part(name: string, size: Vector3, color: Color3): Part {
	const made = new Instance("Part");
	made.Name = name;
	made.Size = size;
	made.Color = color;
	made.Material = Enum.Material.SmoothPlastic;
	made.Anchored = true;
	made.CanCollide = false;
	made.CanTouch = false;
	return made;
}

/** Like a piece of a board game: a body and a head, whose colour goes with the id. */
function buildFigure(entityId: string): Model {
	const color = Color3.fromHSV(hueOf(entityId), 0.4, 0.8);
	const model = new Instance("Model");
	const body = part("Body", BODY_SIZE, color);
	body.Parent = model;
	model.PrimaryPart = body;
	const head = part("Head", HEAD_SIZE, color);
	head.Shape = Enum.PartType.Ball;
	head.CFrame = body.CFrame.mul(new CFrame(0, (BODY_SIZE.Y + HEAD_SIZE.Y) / 2, 0));
	head.Parent = model;
	// What shows a name above a head; it goes nowhere by itself.
	const humanoid = new Instance("Humanoid");
	humanoid.HealthDisplayType = Enum.HumanoidHealthDisplayType.AlwaysOff;
	humanoid.EvaluateStateMachine = false;
	humanoid.RequiresNeck = false;
	humanoid.Parent = model;
	return model;
}

/** Puts figures of encounters into the Workspace. */
export function createFigures(bodyOf: (id: string) => Model | undefined): EngineFigures {
	const folder = new Instance("Folder");
	folder.Name = FOLDER_NAME;
	folder.Parent = Workspace;
	const ways = createWays();
	const models = new Map<string, Model>();

	return {
		stand: (key, { entityId, name, health, spot, beside }) => {
			const model = models.get(key) ?? buildFigure(entityId);
			models.set(key, model);
			model.Name = name;
			const humanoid = model.FindFirstChildOfClass("Humanoid");
			if (humanoid) humanoid.DisplayName = name;
			const rootY = bodyOf(beside)?.PrimaryPart?.Position.Y;
			if (rootY !== undefined) {
				const y = ways.groundAt(spot, rootY)?.y ?? rootY - ROOT_HEIGHT_STUDS;
				model.PivotTo(new CFrame(spot.x, y + BODY_SIZE.Y / 2, spot.z));
			}
			markBody(model, { entityId, health });
			model.Parent = folder;
		},
		clear: (key) => {
			models.get(key)?.Destroy();
			models.delete(key);
		},
		stop: () => {
			folder.Destroy();
			models.clear();
		},
	};
}
