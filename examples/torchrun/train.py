"""Fits a line with DistributedDataParallel, each process on points of its own."""

import socket

import torch
from torch import distributed
from torch.nn.parallel import DistributedDataParallel

distributed.init_process_group('gloo')
rank, size = distributed.get_rank(), distributed.get_world_size()

torch.manual_seed(rank)
x = torch.rand(100, 1)
y = 3 * x + 1
torch.manual_seed(0)
model = DistributedDataParallel(torch.nn.Linear(1, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
for _ in range(200):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()

hosts = [None] * size
distributed.all_gather_object(hosts, socket.gethostname())
if rank == 0:
    slope, offset = (parameter.item() for parameter in model.parameters())
    print(f'{size} processes on {", ".join(sorted(set(hosts)))}')
    print(f'y = {slope:.2f} x + {offset:.2f}')
