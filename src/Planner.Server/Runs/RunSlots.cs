using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Server.Problems;

namespace Planner.Server.Runs;

/// <summary>How many runs may be at work: together, and for one caller.</summary>
internal sealed class RunSlots(IOptions<ServerOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byUser = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Whether there is room for another run.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _all < options.Value.MaxRuns;
            }
        }
    }

    /// <summary>Takes a slot, or refuses. Looked at and taken in one go, so that two requests can't both have the last one.</summary>
    /// <exception cref="ProblemException">There is none left.</exception>
    public void Take(string? user)
    {
        lock (_lock)
        {
            var own = _byUser.GetValueOrDefault(user ?? "");
            if (_all >= options.Value.MaxRuns || own >= options.Value.MaxRunsPerUser)
            {
                var mine = own >= options.Value.MaxRunsPerUser;
                throw new Problem(
                    StatusCodes.Status429TooManyRequests,
                    mine ? $"{own} of your runs are at work, the most that one caller may have." : "This server works on as many runs as it takes.",
                    "Wait until one has ended, or cancel one.")
                {
                    RetryAfterSeconds = 1,
                }.AsException();
            }

            _all++;
            _byUser[user ?? ""] = own + 1;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Release(string? user)
    {
        lock (_lock)
        {
            _all--;
            if (--_byUser[user ?? ""] == 0)
            {
                _byUser.Remove(user ?? "");
            }
        }
    }
}
