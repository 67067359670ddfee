import { Trove } from "@rbxts/trove";

/** Turns bodies on the spot, and holds them so until they are let go. */
export interface Turning {
	/** Turns the body of an NPC to an angle about the vertical, in radians. */
	readonly turn: (npcId: string, body: Model, yaw: number) => void;
	readonly release: (npcId: string) => void;
	readonly stop: () => void;
}

/** How eagerly a body turns (5 to 200): a half turn takes about half a second. */
const RESPONSIVENESS = 15;

interface Held {
	readonly root: BasePart;
	readonly align: AlignOrientation;
	readonly trove: Trove;
}

/** A constraint that turns the root, in place of the humanoid, which would turn it back to where it walks. */
function hold(root: BasePart, humanoid: Humanoid | undefined): Held {
	if (root.CanSetNetworkOwnership()[0]) root.SetNetworkOwner(undefined);
	const trove = new Trove();
	const attachment = trove.add(new Instance("Attachment"));
	attachment.Name = "EarshotFacing";
	attachment.Parent = root;
	const align = trove.add(new Instance("AlignOrientation"));
	align.Name = "EarshotFacing";
	align.Mode = Enum.OrientationAlignmentMode.OneAttachment;
	align.Attachment0 = attachment;
	align.RigidityEnabled = false;
	align.MaxTorque = math.huge;
	align.Responsiveness = RESPONSIVENESS;
	align.CFrame = root.CFrame.Rotation;
	align.Parent = root;
	if (humanoid) {
		const turnsByItself = humanoid.AutoRotate;
		humanoid.AutoRotate = false;
		trove.add(() => {
			humanoid.AutoRotate = turnsByItself;
		});
	}
	return { root, align, trove };
}

/** The server turns bodies, and owns their physics while it does. */
export function createTurning(): Turning {
	const heldById = new Map<string, Held>();

	const release = (npcId: string) => {
		heldById.get(npcId)?.trove.destroy();
		heldById.delete(npcId);
	};

	return {
		turn: (npcId, body, yaw) => {
			const root = body.PrimaryPart;
			if (!root) return;
			const turned = CFrame.Angles(0, yaw, 0);
			if (root.Anchored) {
				// No force moves it: it is set, once and not smoothly.
				body.PivotTo(new CFrame(body.GetPivot().Position).mul(turned));
				return;
			}
			if (heldById.get(npcId)?.root !== root) release(npcId);
			const held = heldById.get(npcId) ?? hold(root, body.FindFirstChildOfClass("Humanoid"));
			heldById.set(npcId, held);
			held.align.CFrame = turned;
		},
		release,
		stop: () => {
			for (const [npcId] of heldById) release(npcId);
		},
	};
}
