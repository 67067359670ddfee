CREATE TABLE "world_states" (
	"world_id" text NOT NULL,
	"tick" bigint NOT NULL,
	"taken_at" double precision NOT NULL,
	"state" "bytea" NOT NULL,
	CONSTRAINT "world_states_world_id_tick_pk" PRIMARY KEY("world_id","tick")
);
