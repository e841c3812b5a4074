"""Computes pi with MPI, each rank a share of the sum."""


from mpi4py import MPI

STEPS = 1_000_000

world = MPI.COMM_WORLD
share = range(world.rank, STEPS, world.size)
part = sum(4 / (1 + ((i + 0.5) / STEPS) ** 2) for i in share) / STEPS
pi = world.allreduce(part)
hosts = world.gather(MPI.Get_processor_name())
# Rank 0 is on the first factory, and all that it prints comes through mpirun.
if world.rank == 0:
    print(f'{world.size} ranks on {", ".join(sorted(set(hosts)))}: pi is {pi:.10f}', flush=True)
