import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Effect } from "../../../src/encounters/engine/commands.js";
import { DAMAGE_TYPES, type DamageType } from "../../../src/encounters/engine/powers.js";
import { Amount } from "./amount.js";

/** Hurts somebody, by a kind of damage which they may bear better or worse, or heals them. */
export function HurtTools({ onEffect }: { readonly onEffect: (effect: Effect) => void }) {
	const [damageType, setDamageType] = useState<DamageType>();
	return (
		<Amount label="Amount">
			{(amount) => {
				const isSound = amount !== undefined && amount >= 0;
				return (
					<>
						<NativeSelect
							aria-label="Kind of damage"
							size="xs"
							value={damageType ?? ""}
							data={[{ value: "", label: "any kind" }, ...DAMAGE_TYPES]}
							onChange={(event) =>
								setDamageType(DAMAGE_TYPES.find((type) => type === event.currentTarget.value))
							}
						/>
						<Button
							size="xs"
							variant="default"
							disabled={!isSound}
							onClick={() =>
								onEffect({ kind: "damage", amount: amount ?? 0, ...(damageType && { damageType }) })
							}
						>
							Hurt
						</Button>
						<Button
							size="xs"
							variant="default"
							disabled={!isSound}
							onClick={() => onEffect({ kind: "heal", amount: amount ?? 0 })}
						>
							Heal
						</Button>
					</>
				);
			}}
		</Amount>
	);
}
