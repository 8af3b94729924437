using Planner.Inference;

namespace Planner.Routing;

/// <summary>Is told what happens on a call's way, as it happens.</summary>
public interface IRoutingListener
{
    /// <summary>An attempt begins.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="model">The model.</param>
    /// <param name="instance">What runs it.</param>
    void Started(int attempt, string model, string instance);

    /// <summary>An attempt failed and another follows.</summary>
    /// <param name="attempt">The one that failed.</param>
    /// <param name="error">Its failure.</param>
    /// <param name="next">What is tried next: the model, or <c>model@instance</c> when only the instance changes.</param>
    void Retried(int attempt, StepError error, string next);

    /// <summary>A slow attempt got a rival, which is not an attempt in the sense of <see cref="Started"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="instance">Where the second call goes.</param>
    void Hedged(string model, string instance);
}
