namespace Planner.Routing;

/// <summary>Is told of every attempt at every call, once it is over. Register as many as there are uses.</summary>
public interface ICallObserver
{
    /// <summary>
    /// An attempt is over. Called on the path of the call, from many threads at once: return at once and leave what takes time to others. What it
    /// throws is logged and changes nothing.
    /// </summary>
    void Observe(CallRecord record);
}
